package io.futil.cluster;

/**
 * How a task has ended, as far as this member knows. Bytes are read by whoever waits for
 * them, not by the thread that they came on.
 */
sealed interface Outcome {

	/** It has returned. */
	record Value(byte[] value) implements Outcome {
	}

	/** It has thrown. */
	record Thrown(byte[] failure) implements Outcome {
	}

	/** It did not run, or nobody knows. */
	record Missing(RuntimeException reason) implements Outcome {
	}

}

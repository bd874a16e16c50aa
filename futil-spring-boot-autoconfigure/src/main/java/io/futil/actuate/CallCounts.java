package io.futil.actuate;

import java.util.concurrent.atomic.LongAdder;

import io.futil.fanout.spi.AttemptOutcome;

/**
 * How many tasks of a call have come to what.
 */
final class CallCounts {

	private final LongAdder succeeded = new LongAdder();

	private final LongAdder failedAttempts = new LongAdder();

	private final LongAdder retries = new LongAdder();

	void attempts(int count, AttemptOutcome outcome) {
		switch (outcome) {
			case SUCCEEDED -> this.succeeded.add(count);
			case FAILED, TIMED_OUT -> this.failedAttempts.add(count);
			// Its task has come to nothing.
			case CANCELLED -> {
			}
		}
	}

	void retried() {
		this.retries.increment();
	}

	/** Tasks that have ended, failed ones included. */
	long done() {
		return this.succeeded.sum() + failed();
	}

	/** Tasks that have failed and are not tried again. */
	long failed() {
		// First what comes second, so that this is not less than it was.
		long retries = retries();
		return Math.max(0, this.failedAttempts.sum() - retries);
	}

	long retries() {
		return this.retries.sum();
	}

}

package io.futil.fanout.spi;

/**
 * How an attempt ended.
 */
public enum AttemptOutcome {

	/** It returned a value. */
	SUCCEEDED,

	/** It threw something. */
	FAILED,

	/** It ran into the time-out of an attempt, and was interrupted. */
	TIMED_OUT,

	/** It was interrupted because its call had stopped. */
	CANCELLED

}

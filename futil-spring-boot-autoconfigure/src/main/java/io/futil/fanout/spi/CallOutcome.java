package io.futil.fanout.spi;

/**
 * How a call ended.
 */
public enum CallOutcome {

	/** With a result. Tasks may have failed, where the verb takes that as a result. */
	SUCCEEDED,

	/** A task failed, or the source of the items did. */
	FAILED,

	/** At the deadline. */
	TIMED_OUT,

	/** The caller was interrupted. */
	INTERRUPTED,

	/** Its future was cancelled, or its stream closed or dropped before the end. */
	CANCELLED,

	/** The executor took no worker. */
	REJECTED

}

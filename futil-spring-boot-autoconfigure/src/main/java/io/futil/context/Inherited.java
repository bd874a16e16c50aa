package io.futil.context;

import io.futil.fanout.spi.Scope;

/**
 * One of the things that a thread has, as the caller had it when it was captured. Used by
 * many threads at once.
 */
interface Inherited {

	/**
	 * Whether the current thread has just this already, so that a task may run as it is.
	 * To be answered quickly, for the most frequent case: nobody has anything.
	 */
	boolean isInPlace();

	/** A task has run on a thread that had just this: undo what it has changed. */
	void tidy();

	/**
	 * Have it on the current thread. Where this throws, the thread is as it was.
	 * @return what puts the thread's own state back
	 */
	Scope open();

}

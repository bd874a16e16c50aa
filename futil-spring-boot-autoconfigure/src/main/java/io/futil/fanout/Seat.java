package io.futil.fanout;

/**
 * Whose thread carries a worker.
 */
enum Seat {

	/** A thread of the executor. */
	POOL,

	/** A spare one, in the place of a thread of the executor that waits. */
	SPARE,

	/** The caller's, which helps for a moment before it waits. */
	CALLER

}

package io.futil.cluster;

/**
 * The way to one member. Frames arrive in the order they were added in.
 */
interface Link {

	/** Put a frame behind the others. Never blocks; may be called under a lock. */
	void add(Frame frame);

	/** See to it that what was added is sent. Not to be called under a lock. */
	void flush();

	/** Whether nothing is under way. */
	boolean isIdle();

}

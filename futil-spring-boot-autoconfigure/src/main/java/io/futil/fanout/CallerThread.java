package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The thread that has made a call: it waits, or is inside the executor because that runs
 * its tasks right there, or is one of the workers for a moment.
 */
final class CallerThread {

	private final Thread thread = Thread.currentThread();

	private final @Nullable Frame frame = Frame.current();

	/** How deep it is inside the executor. Used on this thread only. */
	private int depth;

	/** Whether the given thread has made the call, and nothing else. */
	boolean is(Thread thread) {
		return this.thread == thread;
	}

	/**
	 * Whether a worker that the given thread carries is carried inside the call itself.
	 */
	boolean isInside(Thread thread) {
		return this.thread == thread && this.depth > 0;
	}

	/** Do something in which a worker may run on this thread. */
	void inside(Runnable action) {
		if (this.thread != Thread.currentThread()) {
			action.run();
			return;
		}
		this.depth++;
		try {
			action.run();
		}
		finally {
			this.depth--;
		}
	}

	/** The frame that the call was made in. */
	@Nullable Frame frame() {
		return this.frame;
	}

}

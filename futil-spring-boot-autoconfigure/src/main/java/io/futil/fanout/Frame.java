package io.futil.fanout;

import io.futil.fanout.spi.WorkerExecutor;
import io.futil.fanout.spi.WorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * What a thread knows while it runs tasks: whose place it takes, and until when its call
 * may last. A call made inside a task reads both.
 *
 * @param place the executor whose thread this is
 * @param deadline the deadline of the call it works for
 * @param guard through which the attempt it is in is interrupted
 * @param caller the frame in which that call was made, if it was made in a task
 */
record Frame(ExecutorHandle place, Deadline deadline, InterruptGuard guard, @Nullable Frame caller) {

	private static final ThreadLocal<Frame> CURRENT = new ThreadLocal<>();

	/** The frame of the current thread, {@code null} on a thread that runs no task. */
	static @Nullable Frame current() {
		return CURRENT.get();
	}

	/** Set the frame of the current thread. */
	static void set(@Nullable Frame frame) {
		if (frame == null) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(frame);
		}
	}

	/** What a call made here inherits. */
	static Deadline inheritedDeadline() {
		Frame frame = CURRENT.get();
		return (frame != null) ? frame.deadline : Deadline.NONE;
	}

	/**
	 * The executor that loses a thread while the current one waits. A thread that runs
	 * tasks keeps the place it had before: an executor that runs in its caller has no
	 * places of its own.
	 */
	static @Nullable ExecutorHandle place(ExecutorHandles handles) {
		Frame frame = CURRENT.get();
		if (frame != null) {
			return frame.place;
		}
		WorkerExecutor owner = WorkerThread.owner();
		return (owner != null) ? handles.of(owner) : null;
	}

}

package io.futil.fanout;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Counts the task of a worker as abandoned while it goes on behind the end of its call.
 */
final class Abandonment {

	private final AtomicReference<@Nullable ExecutorHandle> countedOn = new AtomicReference<>();

	/** The call has ended. Count the task that runs, if one does. */
	void callEnded(ExecutorHandle handle, InterruptGuard guard) {
		if (guard.isUnderWay()) {
			handle.taskAbandoned();
			this.countedOn.set(handle);
			// The task may have ended just now, and have looked too early.
			if (!guard.isUnderWay()) {
				countOut();
			}
		}
	}

	/** The task has ended. */
	void taskEnded() {
		if (this.countedOn.get() != null) {
			countOut();
		}
	}

	private void countOut() {
		ExecutorHandle handle = this.countedOn.getAndSet(null);
		if (handle != null) {
			handle.abandonedTaskEnded();
		}
	}

}

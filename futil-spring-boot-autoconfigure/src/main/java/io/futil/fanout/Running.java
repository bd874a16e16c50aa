package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The mark of a task that was claimed; it stands until the outcome has been delivered.
 *
 * @param index the place of its item in the input
 * @param item the item
 * @param isStarted whether the task was started
 * @param waitedNanos from the start of the call to that of the task
 * @param started when the task started
 * @param <T> the type of the item
 */
record Running<T extends @Nullable Object>(int index, T item, boolean isStarted, long waitedNanos, long started) {

	/** The mark of a task whose turn came too late. */
	static <T extends @Nullable Object> Running<T> unstarted(int index, T item) {
		return new Running<>(index, item, false, 0, 0);
	}

	/** What to say of it if there is no outcome. */
	<R extends @Nullable Object> TaskResult.Failure<T, R> as(TaskResult.Reason reason, Throwable cause) {
		if (!this.isStarted) {
			return new TaskResult.Failure<>(this.item, TaskResult.Reason.NOT_STARTED, cause,
					new Execution(this.index, 0, 0, 0));
		}
		long elapsed = System.nanoTime() - this.started;
		return new TaskResult.Failure<>(this.item, reason, cause,
				new Execution(this.index, 1, this.waitedNanos, elapsed));
	}

}

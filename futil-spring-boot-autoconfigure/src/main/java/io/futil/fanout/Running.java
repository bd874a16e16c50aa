package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * A task that runs.
 *
 * @param index the place of its item in the input
 * @param item the item
 * @param callStart when the call started
 * @param started when the task started
 * @param <T> the type of the item
 */
record Running<T extends @Nullable Object>(int index, T item, long callStart, long started) {

	/** What to say of it if the call does not wait for its outcome. */
	<R extends @Nullable Object> TaskResult.Failure<T, R> as(TaskResult.Reason reason, Throwable cause) {
		long elapsed = System.nanoTime() - this.started;
		return new TaskResult.Failure<>(this.item, reason, cause,
				new Execution(this.index, 1, this.started - this.callStart, elapsed));
	}

}

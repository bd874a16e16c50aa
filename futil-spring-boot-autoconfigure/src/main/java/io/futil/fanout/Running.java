package io.futil.fanout;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The mark of a task that was claimed; it stands until the outcome has been delivered.
 *
 * @param index the place of its item in the input
 * @param item the item
 * @param attempts how often the task was started
 * @param waitedNanos from the start of the call to the first attempt
 * @param elapsedNanos what earlier attempts have taken
 * @param isRunning whether the last attempt still runs
 * @param started when that has started
 * @param failure what the attempt before has failed with, if there was one
 * @param <T> the type of the item
 */
record Running<T extends @Nullable Object>(int index, T item, int attempts, long waitedNanos, long elapsedNanos,
		boolean isRunning, long started, @Nullable Throwable failure) {

	/** The mark of a task whose turn came too late. */
	static <T extends @Nullable Object> Running<T> unstarted(int index, T item) {
		return new Running<>(index, item, 0, 0, 0, false, 0, null);
	}

	/** The mark of a task in its first attempt. */
	static <T extends @Nullable Object> Running<T> first(int index, T item, long waitedNanos, long started) {
		return new Running<>(index, item, 1, waitedNanos, 0, true, started, null);
	}

	/** The mark of this task in its next attempt. */
	Running<T> again(long started) {
		return new Running<>(this.index, this.item, this.attempts + 1, this.waitedNanos, this.elapsedNanos, true,
				started, this.failure);
	}

	/** What to say of it if there is no outcome. */
	<R extends @Nullable Object> TaskResult.Failure<T, R> as(TaskResult.Reason reason, Throwable cause) {
		if (this.attempts == 0) {
			return new TaskResult.Failure<>(this.item, TaskResult.Reason.NOT_STARTED, cause,
					new Execution(this.index, 0, 0, 0));
		}
		long elapsed = this.elapsedNanos + (this.isRunning ? System.nanoTime() - this.started : 0);
		return new TaskResult.Failure<>(this.item, reason, withFailure(cause),
				new Execution(this.index, this.attempts, this.waitedNanos, elapsed));
	}

	/** Why there is no outcome, and what the task has failed with before. */
	private Throwable withFailure(Throwable cause) {
		String message = Objects.requireNonNullElse(cause.getMessage(), "");
		if (this.failure != null && cause instanceof FanOutTimeoutException) {
			return new FanOutTimeoutException(message, List.of(), this.failure);
		}
		if (this.failure != null && cause instanceof FanOutRejectedException) {
			FanOutRejectedException rejected = new FanOutRejectedException(message, cause.getCause());
			rejected.addSuppressed(this.failure);
			return rejected;
		}
		return cause;
	}

}

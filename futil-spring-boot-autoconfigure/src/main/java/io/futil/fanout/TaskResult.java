package io.futil.fanout;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What became of one task: a {@link Success} with its value or a {@link Failure} with its
 * reason and cause.
 *
 * <pre class="code">
 * for (TaskResult&lt;URI, Page&gt; result : fanOut.results(uris, client::fetch)) {
 *     if (result.ok()) { store(result.value()); } else { report(result.item(), result.error()); }
 * }
 * </pre>
 *
 * Neither the item nor the value ever appears in {@code toString()}.
 *
 * @param <T> the type of the item
 * @param <R> the type of the value
 */
public sealed interface TaskResult<T extends @Nullable Object, R extends @Nullable Object>
		permits TaskResult.Success, TaskResult.Failure {

	/**
	 * The item the task was for; for named tasks, the name.
	 * @return the item
	 */
	T item();

	/**
	 * Place, attempts and times of the task.
	 * @return the execution
	 */
	Execution execution();

	/**
	 * Whether the task succeeded.
	 * @return whether there is a value
	 */
	boolean ok();

	/**
	 * The value of a success.
	 * @return the value, which may be {@code null}
	 * @throws RuntimeException the task's failure if there is no value: the same instance
	 * if it is unchecked, else the cause of a {@link FanOutException}
	 */
	R value();

	/**
	 * The value, or another one if the task failed.
	 * @param other what to return for a failure
	 * @return one of the two
	 */
	R orElse(R other);

	/**
	 * What went wrong.
	 * @return the cause, empty for a success
	 */
	Optional<Throwable> error();

	/**
	 * The place of the item in the input.
	 * @return the index, from 0
	 */
	default int index() {
		return execution().index();
	}

	/**
	 * How often the task was started.
	 * @return the number of attempts, 0 if it never was
	 */
	default int attempts() {
		return execution().attempts();
	}

	/**
	 * The time from the start of the call to the first attempt.
	 * @return the time
	 */
	default Duration waited() {
		return execution().waited();
	}

	/**
	 * The time the task spent running. Of {@code asCompleted}, tasks of less than 200
	 * nanoseconds in a row are timed eight together: see {@link Execution}.
	 * @return the time
	 */
	default Duration elapsed() {
		return execution().elapsed();
	}

	/**
	 * A task that returned.
	 *
	 * @param item the item
	 * @param value what the task returned
	 * @param execution place, attempts and times
	 * @param <T> the type of the item
	 * @param <R> the type of the value
	 */
	record Success<T extends @Nullable Object, R extends @Nullable Object>(T item, R value,
			Execution execution) implements TaskResult<T, R> {

		@Override
		public boolean ok() {
			return true;
		}

		@Override
		public R orElse(R other) {
			return this.value;
		}

		@Override
		public Optional<Throwable> error() {
			return Optional.empty();
		}

		@Override
		public String toString() {
			return "Success[index=" + index() + ", attempts=" + attempts() + "]";
		}

	}

	/**
	 * A task without a value.
	 *
	 * @param item the item
	 * @param reason why there is no value
	 * @param cause what was thrown, or an exception that says why nothing was
	 * @param execution place, attempts and times
	 * @param <T> the type of the item
	 * @param <R> the type of the value
	 */
	record Failure<T extends @Nullable Object, R extends @Nullable Object>(T item, Reason reason, Throwable cause,
			Execution execution) implements TaskResult<T, R> {

		@Override
		public boolean ok() {
			return false;
		}

		@Override
		public R value() {
			throw Failures.unchecked(this.cause);
		}

		@Override
		public R orElse(R other) {
			return other;
		}

		@Override
		public Optional<Throwable> error() {
			return Optional.of(this.cause);
		}

		@Override
		public String toString() {
			return "Failure[index=" + index() + ", reason=" + this.reason + ", cause=" + this.cause.getClass().getName()
					+ ", attempts=" + attempts() + "]";
		}

	}

	/**
	 * Why a task has no value.
	 */
	enum Reason {

		/** It threw. */
		FAILED,

		/**
		 * It was running when its time was up, or had failed and was to be tried again.
		 * It may have had its effect.
		 */
		TIMED_OUT,

		/**
		 * It was running, or had failed and was to be tried again, when the call was
		 * cancelled or its executor shut down. It may have had its effect.
		 */
		CANCELLED,

		/** No executor would run it. It was never started. */
		REJECTED,

		/** The call ended before its turn came. It was never started. */
		NOT_STARTED

	}

}

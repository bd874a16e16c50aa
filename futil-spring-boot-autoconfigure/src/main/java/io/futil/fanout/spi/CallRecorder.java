package io.futil.fanout.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in one call. Called by many threads at once, never by the clock
 * only, and in the way of the work: so it has to be quick. What it throws is logged and
 * changes nothing.
 */
public interface CallRecorder {

	/**
	 * The context of the caller is about to be captured, on its thread: what is opened
	 * here is found in the tasks.
	 * @return what is to be closed behind that
	 */
	default Scope open() {
		return Scope.NONE;
	}

	/**
	 * Whether {@link #attemptStarted} is to be called. Asked once.
	 * @return {@code false} unless overridden
	 */
	default boolean observesAttempts() {
		return false;
	}

	/**
	 * An attempt is about to run, on this thread and in the caller's context.
	 * @param index of the task
	 * @return what hears of its end
	 */
	default AttemptScope attemptStarted(int index) {
		return AttemptScope.NONE;
	}

	/**
	 * A worker has begun to run.
	 * @param nanos since it was handed to the executor
	 */
	default void queueWaited(long nanos) {
	}

	/**
	 * An attempt has ended.
	 * @param index of the task
	 * @param number of the attempt of this task, from 1
	 * @param outcome how it ended
	 * @param nanos how long it ran
	 */
	default void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
	}

	/**
	 * First attempts of tiny tasks, one behind the other, have ended. They are too short
	 * to be timed one by one.
	 * @param count how many
	 * @param outcome how they ended
	 * @param nanos how long they ran, all together
	 */
	default void attempts(int count, AttemptOutcome outcome, long nanos) {
	}

	/** A task that has failed is going to be tried again. */
	default void retried() {
	}

	/**
	 * The call has ended. Called once: on the caller's thread where one waits, else on
	 * any but the clock's. A task that was abandoned may still be heard of.
	 * @param outcome how it ended
	 * @param failure why, where something was thrown
	 */
	default void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
	}

}

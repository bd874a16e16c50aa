package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * Where the outcomes of a call go. Called by many workers at once, at most once per task.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
interface Sink<T extends @Nullable Object, R extends @Nullable Object> {

	/** Whether outcomes need their times, which cost a look at the clock each. */
	boolean needsTimes();

	/**
	 * Whether a call without a deadline, too, has to know which tasks run when it stops.
	 */
	boolean needsRunning();

	/**
	 * A task returned. Without {@link #needsTimes} and a deadline the times are 0.
	 * @return whether the call goes on; if not, it has what it wanted
	 */
	boolean success(T item, R value, Execution execution);

	/**
	 * A task returned in its first attempt.
	 * @return see above
	 */
	default boolean success(int index, T item, R value, long waitedNanos, long elapsedNanos) {
		return success(item, value, new Execution(index, 1, waitedNanos, elapsedNanos));
	}

	/**
	 * A task has no value.
	 * @return whether the call goes on; if not, it stops with this failure
	 */
	boolean failure(TaskResult.Failure<T, R> failure);

	/**
	 * A sink for the outcomes of the next so many tasks of one worker, which are tiny.
	 */
	default Sink<T, R> forRun(int tasks) {
		return this;
	}

	/**
	 * Where to put the values of a run, if that is all there is to do with them: each in
	 * the place that {@link Segments} has for its index.
	 * @param first index of the run, which ends in the same segment
	 */
	default @Nullable Object @Nullable [] slotsOfRun(int first) {
		return null;
	}

	/** Nothing more comes from the run. */
	default void endRun() {
	}

	/** The call has stopped or ended: whoever waits for an outcome should look. */
	default void wake() {
	}

}

package io.futil.fanout.spi;

/**
 * How the tasks of calls are retried. One strategy serves all tasks of a call, on many
 * threads at once.
 */
public interface RetryStrategy {

	/**
	 * Begin with a task. Called on the thread that runs its first attempt, just before
	 * that, so that what counts time counts from there and not from when the task was
	 * queued.
	 * @return the attempts of that task
	 * @throws RuntimeException to refuse the task, which then fails with it
	 */
	TaskRetry begin();

	/**
	 * Whether a task may be tried more than once. Who answers that it may says that to
	 * run one twice does no harm: an executor whose tasks run elsewhere then runs those
	 * again of which nobody knows whether they have run.
	 * @return whether there is ever a second attempt; {@code true} unless overridden
	 */
	default boolean retries() {
		return true;
	}

	/**
	 * How many retries one call may make, as a share of the first attempts it has made:
	 * 0.1 allows one retry per ten tasks. Ten retries are always allowed, unless the
	 * share is 0: then none is. Asked once per call, on the caller's thread. What fails
	 * while the budget is spent has failed for good.
	 * @return the share; without bound unless overridden
	 */
	default double budget() {
		return Double.POSITIVE_INFINITY;
	}

}

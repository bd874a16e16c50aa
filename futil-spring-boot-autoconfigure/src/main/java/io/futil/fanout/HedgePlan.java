package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * What hedging means for one call.
 *
 * @param delayNanos how long a task may run until the next one is started,
 * {@link Latencies#UNKNOWN} for as long as it likes
 * @param budget what a task that is started so is paid from
 * @param latencies where to keep how long the first task takes, {@code null} for nowhere
 */
record HedgePlan(long delayNanos, HedgeBudget budget, @Nullable Latencies latencies) {

	/** Whether a task is ever started by the clock. */
	boolean isTimed() {
		return this.delayNanos != Latencies.UNKNOWN;
	}

}

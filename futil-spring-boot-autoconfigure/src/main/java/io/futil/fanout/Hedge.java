package io.futil.fanout;

import java.time.Duration;

/**
 * When a race starts its next task although none has failed.
 */
sealed interface Hedge {

	/** What that means for a call of the given operation now. */
	HedgePlan plan(HedgedOperation operation);

	/**
	 * A fixed time after the one before was started.
	 *
	 * @param delay the time
	 */
	record After(Duration delay) implements Hedge {

		@Override
		public HedgePlan plan(HedgedOperation operation) {
			return new HedgePlan(Deadline.nanos(this.delay), operation.budget(), null);
		}

	}

	/**
	 * When the one before takes longer than usual.
	 *
	 * @param quantile the share of the calls so far that took no longer
	 */
	record AtQuantile(double quantile) implements Hedge {

		@Override
		public HedgePlan plan(HedgedOperation operation) {
			Latencies latencies = operation.latencies();
			long delay = (latencies != null) ? latencies.quantile(this.quantile) : Latencies.UNKNOWN;
			return new HedgePlan(delay, operation.budget(), latencies);
		}

	}

}

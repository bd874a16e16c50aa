package io.futil.fanout;

import java.time.Duration;

import io.futil.fanout.spi.RetryPlan;
import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;

/**
 * Retries by plan, with nobody looking on.
 *
 * @param plan how often, for what and with which delays
 */
record PlannedRetry(RetryPlan plan) implements RetryStrategy {

	@Override
	public TaskRetry begin() {
		return new Attempts(this.plan);
	}

	@Override
	public boolean retries() {
		return this.plan.maxAttempts() > 1;
	}

	@Override
	public double budget() {
		return this.plan.budget();
	}

	/** The attempts of one task. */
	private static final class Attempts implements TaskRetry {

		private final RetryPlan plan;

		private int failed;

		private Attempts(RetryPlan plan) {
			this.plan = plan;
		}

		@Override
		public @Nullable Duration next(Throwable failure) {
			this.failed++;
			return (this.failed < this.plan.maxAttempts() && this.plan.retries(failure)) ? this.plan.delay(this.failed)
					: null;
		}

	}

}

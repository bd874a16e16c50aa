package io.futil.fanout;

import java.time.Duration;

import io.futil.fanout.spi.RetryPlan;

/**
 * Retry settings in which nothing is left open.
 *
 * @param maxAttempts how often a task is tried in all
 * @param rules which failures are worth another attempt
 * @param delays the delays between attempts
 * @param budget retries of a call per first attempt
 */
record SettledRetry(int maxAttempts, RetryRules rules, RetryDelays delays, double budget) implements RetryPlan {

	@Override
	public boolean retries(Throwable failure) {
		return this.rules.retries(failure);
	}

	@Override
	public Duration delay(int failedAttempts) {
		return this.delays.delay(failedAttempts);
	}

}

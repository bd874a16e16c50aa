package io.futil.fanout.spi;

import java.time.Duration;

/**
 * What the settings of a call and the defaults of the application come to: how often, for
 * which failures and with which delays a task is tried again. Immutable.
 */
public interface RetryPlan {

	/**
	 * How often a task is tried in all.
	 * @return at least 1
	 */
	int maxAttempts();

	/**
	 * Whether a task that failed in this way is worth another attempt. An interrupt or a
	 * cancellation never is.
	 * @param failure what the task threw
	 * @return whether it may be tried again
	 */
	boolean retries(Throwable failure);

	/**
	 * How long to wait after a failed attempt; two calls differ where there is jitter.
	 * @param failedAttempts how many attempts have failed so far, at least 1
	 * @return the delay, neither negative nor longer than the longest one allowed
	 */
	Duration delay(int failedAttempts);

	/**
	 * See {@link RetryStrategy#budget()}.
	 * @return the share
	 */
	double budget();

}

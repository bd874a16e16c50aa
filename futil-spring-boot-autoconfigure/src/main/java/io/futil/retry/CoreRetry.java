package io.futil.retry;

import java.time.Duration;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Retries by a policy of Spring Framework 7, without sleeping: a task that waits for its
 * next attempt holds no thread.
 *
 * <pre class="code">
 * fanOut.retryWith(CoreRetry.of(RetryPolicy.builder().maxRetries(3).delay(ofMillis(50)).build()))
 *     .map(ids, client::fetch);
 * </pre>
 *
 * <p>
 * The policy's time-out counts from the first attempt of each task; a retry that would
 * begin after it is not made. Interrupts and cancellations are never retried, whatever
 * the policy says. On an older Spring Framework this class cannot be used, and nothing
 * else needs it.
 */
public final class CoreRetry {

	private CoreRetry() {
	}

	/**
	 * Retry by a policy.
	 * @param policy whether there is another attempt, and when
	 * @return the strategy, for any number of calls
	 */
	public static RetryStrategy of(RetryPolicy policy) {
		Assert.notNull(policy, "'policy' must not be null");
		return () -> new Attempts(policy);
	}

	/** The attempts of one task. */
	private static final class Attempts implements TaskRetry {

		private final RetryPolicy policy;

		private final long start = System.nanoTime();

		private @Nullable BackOffExecution backOff;

		private Attempts(RetryPolicy policy) {
			this.policy = policy;
		}

		@Override
		public @Nullable Duration next(Throwable failure) {
			if (!this.policy.shouldRetry(failure)) {
				return null;
			}
			if (this.backOff == null) {
				this.backOff = this.policy.getBackOff().start();
			}
			long millis = this.backOff.nextBackOff();
			if (millis == BackOffExecution.STOP) {
				return null;
			}
			Duration delay = Duration.ofMillis(Math.max(0, millis));
			Duration timeout = this.policy.getTimeout();
			Duration elapsed = Duration.ofNanos(System.nanoTime() - this.start);
			return (timeout.isZero() || elapsed.plus(delay).compareTo(timeout) < 0) ? delay : null;
		}

	}

}

package io.futil.retry;

import java.util.List;
import java.util.function.Supplier;

import io.futil.fanout.spi.RetryDriver;
import io.futil.fanout.spi.RetryPlan;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.classify.BinaryExceptionClassifier;
import org.springframework.retry.RetryListener;
import org.springframework.retry.RetryPolicy;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.policy.CircuitBreakerRetryPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * Retries by the policies of Spring Retry, without its sleeping: a task that waits for
 * its next attempt holds no thread.
 *
 * <pre class="code">
 * fanOut.retryWith(SpringRetry.of(new SimpleRetryPolicy(4), new ExponentialRandomBackOffPolicy()))
 *     .map(ids, client::fetch);
 * </pre>
 *
 * <p>
 * A task is what one {@code RetryTemplate.execute} would be: it has a context of its own,
 * opened just before its first attempt and bound to the thread of each attempt, so
 * {@code RetrySynchronizationManager.getContext()} works in the task, and listeners hear
 * of it in the order they know, the closing half in reverse. They and the policies run on
 * the threads of the attempts. Three things differ: attempts of one task may run on
 * different threads; {@code onSuccess} hears of a success when it is one, without its
 * result, and cannot turn it into a failure; and what it or {@code close} throws is
 * logged, while what {@code open}, {@code onError} or a policy throws ends the task.
 * <p>
 * Interrupts and cancellations are never retried, whatever the policy says.
 */
public final class SpringRetry {

	private SpringRetry() {
	}

	/**
	 * Retry by a policy.
	 * @param retryPolicy whether there is another attempt
	 * @param backOffPolicy how long to wait for it
	 * @param listeners who is told, in this order
	 * @return the strategy, for any number of calls
	 * @throws IllegalArgumentException if a policy cannot work here: a back-off policy
	 * that can only block its thread, or a circuit breaker, which would need one context
	 * for many tasks
	 */
	public static RetryStrategy of(RetryPolicy retryPolicy, BackOffPolicy backOffPolicy, RetryListener... listeners) {
		Assert.notNull(retryPolicy, "'retryPolicy' must not be null");
		Assert.notNull(backOffPolicy, "'backOffPolicy' must not be null");
		Assert.noNullElements(listeners, "'listeners' must not contain null");
		List<RetryListener> all = List.of(listeners);
		return of(retryPolicy, backOffPolicy, () -> all, null);
	}

	static SpringRetryStrategy of(RetryPolicy retryPolicy, BackOffPolicy backOffPolicy,
			Supplier<? extends List<RetryListener>> listeners, @Nullable String label) {
		if (retryPolicy instanceof CircuitBreakerRetryPolicy) {
			throw new IllegalArgumentException("'retryPolicy' is a CircuitBreakerRetryPolicy, which would never open:"
					+ " each task has a context of its own. Use a circuit breaker inside the task");
		}
		return new SpringRetryStrategy(retryPolicy, Pauses.of(backOffPolicy), listeners, new TaskCallback(label), true,
				Double.POSITIVE_INFINITY);
	}

	/**
	 * Drive retry settings through Spring Retry, so that its listeners hear of them. The
	 * attempts and delays are those of the settings.
	 * @param beans has the listeners: all beans of that type, in their order, found by
	 * the first task
	 * @return the driver
	 */
	public static RetryDriver driver(BeanFactory beans) {
		Supplier<List<RetryListener>> listeners = listeners(beans);
		return (plan) -> strategy(plan, listeners, new TaskCallback(null));
	}

	/** Listeners may need the template, so they are not asked for before it is there. */
	static Supplier<List<RetryListener>> listeners(BeanFactory beans) {
		return SingletonSupplier.of(() -> beans.getBeanProvider(RetryListener.class).orderedStream().toList());
	}

	/**
	 * Delays are taken from the plan and not from an ExponentialBackOffPolicy: that one
	 * counts in whole milliseconds, and so never gets from 1 ms to 1.5 ms, nor to none.
	 */
	static SpringRetryStrategy strategy(RetryPlan plan, Supplier<? extends List<RetryListener>> listeners,
			TaskCallback callback) {
		return new SpringRetryStrategy(policy(plan), (context) -> () -> plan.delay(context.getRetryCount()), listeners,
				callback, plan.maxAttempts() > 1, plan.budget());
	}

	private static RetryPolicy policy(RetryPlan plan) {
		return new SimpleRetryPolicy(plan.maxAttempts(), new PlannedClassifier(plan));
	}

	/** Asks the plan: Spring Retry's own would retry an error because of its cause. */
	@SuppressWarnings("serial")
	private static final class PlannedClassifier extends BinaryExceptionClassifier {

		private final transient RetryPlan plan;

		private PlannedClassifier(RetryPlan plan) {
			super(false);
			this.plan = plan;
		}

		@Override
		public Boolean classify(Throwable failure) {
			return this.plan.retries(failure);
		}

	}

}

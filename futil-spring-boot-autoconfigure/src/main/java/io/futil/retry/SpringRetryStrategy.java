package io.futil.retry;

import java.util.List;
import java.util.function.Supplier;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;

import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryListener;
import org.springframework.retry.RetryPolicy;

/**
 * What a {@code RetryTemplate} would be made of.
 *
 * @param policy whether there is another attempt
 * @param pauses how long to wait for it
 * @param listeners who is told
 * @param callback what stands for the task where listeners ask
 * @param retries whether a task may be tried more than once
 * @param budget retries of a call per first attempt
 */
record SpringRetryStrategy(RetryPolicy policy, Pauses pauses, Supplier<? extends List<RetryListener>> listeners,
		RetryCallback<?, ?> callback, boolean retries, double budget) implements RetryStrategy {

	SpringRetryStrategy pauses(Pauses pauses) {
		return new SpringRetryStrategy(this.policy, pauses, this.listeners, this.callback, this.retries, this.budget);
	}

	SpringRetryStrategy callback(RetryCallback<?, ?> callback) {
		return new SpringRetryStrategy(this.policy, this.pauses, this.listeners, callback, this.retries, this.budget);
	}

	@Override
	public TaskRetry begin() {
		return SpringTaskRetry.begin(this);
	}

}

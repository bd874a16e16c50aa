package io.futil.retry;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.RetryPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.retry.RetryListener;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.util.StringValueResolver;

/**
 * What the annotation of a method comes to, checked and with placeholders resolved.
 *
 * @param shape how the method is called
 * @param executor the name of the executor, empty for the default one
 * @param operation the name of the operation
 * @param timeout of the whole call, {@code null} for the default
 * @param taskTimeout of one attempt, {@code null} for none
 * @param concurrency parts of a call at once, 0 for the default
 * @param batchSize the size of the parts
 * @param retry how often and for what
 * @param backOff the back-off, {@code null} for the default
 * @param recovery what takes the place of a failure, if anything does
 */
record MethodSettings(MethodShape shape, String executor, String operation, @Nullable Duration timeout,
		@Nullable Duration taskTimeout, int concurrency, int batchSize, RetrySettings retry,
		@Nullable BackOffPolicy backOff, @Nullable Recovery recovery) {

	static MethodSettings of(AnnotatedMethod method, StringValueResolver placeholders) {
		ParallelRetryable annotation = method.annotation();
		Expressions expressions = new Expressions(method, placeholders);
		int batchSize = expressions.number("batchSize", annotation.batchSize(), annotation.batchSizeExpression());
		int concurrency = expressions.number("concurrency", annotation.concurrency(),
				annotation.concurrencyExpression());
		if (concurrency > 0 && batchSize == 0) {
			throw method.refused("concurrency", concurrency, "a call that is not split runs one attempt at a time",
					"Set a batchSize, or limit the executor instead");
		}
		MethodShape shape = MethodShape.of(method, batchSize);
		return new MethodSettings(shape,
				expressions.text("executor", annotation.executor(), annotation.executorExpression()),
				method.operation(), expressions.time("timeout", annotation.timeout(), annotation.timeoutExpression()),
				expressions.time("taskTimeout", annotation.taskTimeout(), annotation.taskTimeoutExpression()),
				concurrency, batchSize, retry(method, expressions), BackOffs.of(method, expressions),
				Recovery.of(method));
	}

	private static RetrySettings retry(AnnotatedMethod method, Expressions expressions) {
		ParallelRetryable annotation = method.annotation();
		int maxAttempts = expressions.number("maxAttempts", annotation.maxAttempts(),
				annotation.maxAttemptsExpression());
		RetrySettings settings = (maxAttempts > 0) ? RetrySettings.maxAttempts(maxAttempts) : RetrySettings.defaults();
		try {
			return settings.retryFor(annotation.retryFor()).noRetryFor(annotation.noRetryFor());
		}
		catch (IllegalArgumentException ex) {
			throw method.refused(String.valueOf(ex.getMessage()), "Correct the annotation");
		}
	}

	/** The template with all that holds for each call. */
	FanOutOperations configure(FanOutOperations fanOut) {
		FanOutOperations configured = fanOut.named(this.operation);
		configured = this.executor.isEmpty() ? configured : configured.on(this.executor);
		configured = (this.timeout != null) ? configured.timeout(this.timeout) : configured;
		configured = (this.taskTimeout != null) ? configured.taskTimeout(this.taskTimeout) : configured;
		return (this.concurrency > 0) ? configured.concurrency(this.concurrency) : configured;
	}

	/**
	 * The strategy, but for the callback, which differs from call to call.
	 * @param defaults what the application says of retry
	 * @param listeners who is told
	 */
	SpringRetryStrategy strategy(RetrySettings defaults, Supplier<? extends List<RetryListener>> listeners) {
		RetryPlan plan = this.retry.plan(defaults);
		SpringRetryStrategy strategy = SpringRetry.strategy(plan, listeners, new TaskCallback(this.operation));
		return (this.backOff != null) ? strategy.pauses(Pauses.of(this.backOff)) : strategy;
	}

}

package io.futil.retry;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.retry.annotation.Backoff;

/**
 * Runs a method of a bean on an executor, and again if it fails. Only for methods that
 * may run more than once: an attempt that failed, or that was too late, may have had its
 * effect all the same. A method that waits for its next attempt holds no thread.
 *
 * <pre class="code">
 * &#64;ParallelRetryable(executor = "io", maxAttempts = 4, backoff = &#64;Backoff(delay = 50, multiplier = 2))
 * CompletableFuture&lt;Quote&gt; quote(String symbol) { ... }
 * </pre>
 *
 * <p>
 * <b>Three shapes of method.</b> One that is declared to return a
 * {@code CompletableFuture}, a {@code CompletionStage} or a {@code Future} returns one at
 * once; a future that fails is a failed attempt, and cancelling what was returned
 * interrupts the attempt. Any other one makes its caller wait. And with
 * {@link #batchSize}, {@code List<R> m(Collection<T>)} is called with parts of its
 * argument, in parallel, each retried by itself; the results, one per item, are joined in
 * the order of the items. The first part that fails in the end fails the call.
 * <p>
 * <b>Failure.</b> The method fails as its last attempt did, with the failures of earlier
 * attempts suppressed; past the {@link #timeout} with a {@code FanOutTimeoutException};
 * on a full or stopped executor with a {@code FanOutRejectedException}. If there is a
 * method annotated with Spring Retry's {@code @Recover} that returns the same type and
 * takes the failure, or the arguments, or both in this order, then what that one returns
 * takes the place of the failure. Of several the one of the nearest exception type is
 * taken. It runs on the thread that waits, or on the one that saw the failure.
 * <p>
 * <b>What it goes with.</b> Advice of the same bean is inside, and applies to each
 * attempt: with {@code @Transactional} each has a transaction of its own. Only
 * {@code @Async} is outside, and of no use here. A call from within the bean itself does
 * not go through the proxy and is a plain call.
 * <p>
 * <b>Settings.</b> What is not set comes from {@code futil.retry} and
 * {@code futil.fan-out}. An {@code ...Expression} takes the place of the attribute of
 * that name. It may contain <code>${...}</code>, resolved once, when the application
 * starts; no SpEL. On a class or an interface the annotation means each of its public
 * methods except those annotated with {@code @Recover}; on a method it takes the place of
 * the one on the class.
 * <p>
 * It needs Spring Retry on the class path, but no {@code @Enable} annotation and no
 * AspectJ. What cannot be honoured stops the start with the reason: a private or static
 * method, one that a proxy cannot override, an unknown executor, a value that makes no
 * sense.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface ParallelRetryable {

	/**
	 * The name of the executor. Default: that of {@code futil.fan-out.executor}, which is
	 * {@code io} unless set.
	 * @return the name
	 */
	String executor() default "";

	/**
	 * The name of the executor as an expression.
	 * @return the expression
	 */
	String executorExpression() default "";

	/**
	 * The name of the operation, for messages and listeners. Default: the simple name of
	 * the class, a dot, and that of the method.
	 * @return the name
	 */
	String operation() default "";

	/**
	 * How often the method is tried in all. Default: {@code futil.retry.max-attempts},
	 * which is 3 unless set.
	 * @return the number, 0 for the default
	 */
	int maxAttempts() default 0;

	/**
	 * How often the method is tried in all, as an expression.
	 * @return the expression
	 */
	String maxAttemptsExpression() default "";

	/**
	 * How long to wait between attempts, in milliseconds, as Spring Retry understands it:
	 * the same delay each time; with a {@code multiplier} a growing one; with
	 * {@code random}, or a {@code maxDelay} and no {@code multiplier}, a random one.
	 * Default: {@code futil.retry}, which is 500 milliseconds, then a second.
	 * @return the back-off
	 */
	Backoff backoff() default @Backoff(Long.MIN_VALUE);

	/**
	 * What is retried, with subclasses and as a cause, too. Default: every exception and
	 * no error. An interrupt or a cancellation never is.
	 * @return exceptions or errors
	 */
	Class<? extends Throwable>[] retryFor() default {};

	/**
	 * What is not retried. Where both apply, the nearest superclass decides.
	 * @return exceptions or errors
	 */
	Class<? extends Throwable>[] noRetryFor() default {};

	/**
	 * The name of the method that recovers, which is annotated with {@code @Recover}.
	 * Default: the one that fits best, if any does.
	 * @return the name
	 */
	String recover() default "";

	/**
	 * The limit of the whole call with all its attempts, in milliseconds. Default:
	 * {@code futil.fan-out.timeout}, which is none unless set.
	 * @return the time, 0 for the default
	 */
	long timeout() default 0;

	/**
	 * The limit of the whole call as an expression: milliseconds, or a duration such as
	 * {@code 2s}.
	 * @return the expression
	 */
	String timeoutExpression() default "";

	/**
	 * The limit of each attempt, counted from its start, in milliseconds. Default: none.
	 * @return the time, 0 for none
	 */
	long taskTimeout() default 0;

	/**
	 * The limit of each attempt as an expression: milliseconds, or a duration such as
	 * {@code 200ms}.
	 * @return the expression
	 */
	String taskTimeoutExpression() default "";

	/**
	 * How many parts of one call run at once; only with {@link #batchSize}. Default: as
	 * many as the executor runs.
	 * @return the number, 0 for the default
	 */
	int concurrency() default 0;

	/**
	 * How many parts of one call run at once, as an expression.
	 * @return the expression
	 */
	String concurrencyExpression() default "";

	/**
	 * Split the collection, which is the only argument, into parts of this size. Default:
	 * the method is called with all of it.
	 * @return the size, 0 not to split
	 */
	int batchSize() default 0;

	/**
	 * The size of the parts as an expression.
	 * @return the expression
	 */
	String batchSizeExpression() default "";

}

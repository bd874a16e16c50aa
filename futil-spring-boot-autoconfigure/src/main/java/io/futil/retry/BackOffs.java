package io.futil.retry;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.BackOffPolicyBuilder;
import org.springframework.retry.backoff.NoBackOffPolicy;

/**
 * What Spring Retry makes of {@code @Backoff}.
 */
final class BackOffs {

	/** A delay that nobody means: the default of the attribute. */
	private static final long UNSET = Long.MIN_VALUE;

	private BackOffs() {
	}

	/**
	 * The policy.
	 * @return {@code null} if the method says nothing about it
	 */
	static @Nullable BackOffPolicy of(AnnotatedMethod method, Expressions expressions) {
		// Not as it comes: 'value' and 'delay' are aliases.
		Backoff backoff = AnnotationUtils.synthesizeAnnotation(method.annotation().backoff(), null);
		if (backoff.delay() == UNSET) {
			return null;
		}
		long delay = expressions.millis("backoff.delay", backoff.delay(), backoff.delayExpression());
		long maxDelay = expressions.millis("backoff.maxDelay", backoff.maxDelay(), backoff.maxDelayExpression());
		double multiplier = expressions.factor("backoff.multiplier", backoff.multiplier(),
				backoff.multiplierExpression());
		boolean random = expressions.flag("backoff.random", backoff.random(), backoff.randomExpression());
		if (maxDelay != 0 && maxDelay < delay) {
			throw method.refused("backoff.maxDelay", maxDelay + " ms",
					"it is less than the delay, which is " + delay + " ms", "Raise the maxDelay or lower the delay");
		}
		if (delay == 0 && maxDelay == 0) {
			return new NoBackOffPolicy();
		}
		return BackOffPolicyBuilder.newBuilder()
			.delay(delay)
			.maxDelay(maxDelay)
			.multiplier(multiplier)
			.random(random)
			.build();
	}

}

package io.futil.retry;

import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.NoBackOffPolicy;
import org.springframework.retry.backoff.SleepingBackOffPolicy;

/**
 * The pauses between attempts, told instead of slept.
 */
@FunctionalInterface
interface Pauses {

	/**
	 * Begin with a task.
	 * @param context the attempts of the task
	 * @return tells one pause after the other, asked when an attempt has failed and
	 * another is to follow
	 */
	Supplier<Duration> start(RetryContext context);

	/**
	 * What a policy of Spring Retry would sleep.
	 * @throws IllegalArgumentException if it cannot be asked without blocking a thread
	 */
	static Pauses of(BackOffPolicy policy) {
		if (policy instanceof NoBackOffPolicy) {
			return (context) -> () -> Duration.ZERO;
		}
		if (!(policy instanceof SleepingBackOffPolicy<?> sleeping)) {
			throw new IllegalArgumentException("'backOffPolicy' is a " + policy.getClass().getName()
					+ ", which can only block the thread that retries; let it implement SleepingBackOffPolicy,"
					+ " so that it can be asked how long to wait");
		}
		BackOffPolicy copy = sleeping.withSleeper((millis) -> {
		});
		if (copy.getClass() != policy.getClass() && copy.getClass().isInstance(policy)) {
			throw new IllegalArgumentException("'backOffPolicy' is a " + policy.getClass().getName()
					+ ", but its withSleeper returns a " + copy.getClass().getName()
					+ ", which would not do what the subclass does; override newInstance() or withSleeper");
		}
		return (context) -> start(sleeping, context);
	}

	/** The sleeper belongs to the policy and not to the context: a copy for each task. */
	private static Supplier<Duration> start(SleepingBackOffPolicy<?> policy, RetryContext context) {
		long[] slept = new long[1];
		BackOffPolicy copy = policy.withSleeper((millis) -> slept[0] += Math.max(0, millis));
		BackOffContext state = copy.start(context);
		return () -> {
			slept[0] = 0;
			copy.backOff(state);
			return Duration.ofMillis(slept[0]);
		};
	}

}

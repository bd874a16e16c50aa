package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

import io.futil.fanout.spi.DurationText;
import io.futil.fanout.spi.RetryPlan;
import org.jspecify.annotations.Nullable;

/**
 * How tasks are tried again. Only for tasks that may run more than once: an attempt that
 * failed, or that was too late, may have had its effect all the same.
 *
 * <pre class="code">
 * fanOut.retry(RetrySettings.maxAttempts(4).delay(ofMillis(50)).multiplier(2).jitter(ofMillis(10)))
 *     .map(ids, client::fetch);
 * </pre>
 *
 * <p>
 * What is not set comes from {@code futil.retry}, and that is, unless configured: 3
 * attempts, a delay of 500 milliseconds, twice as long after each attempt, at most 30
 * seconds, without jitter. Where such a default does not go with what is set (a delay
 * beyond the longest one, a jitter beyond the delay), it gives way.
 * <p>
 * Exceptions are retried, errors are not. {@link #retryFor retryFor} names what is
 * retried instead and {@link #noRetryFor noRetryFor} what is not, with their subclasses;
 * the nearest superclass decides, and where the failure itself is not named, its causes
 * do. An interrupt or a cancellation is never retried, whatever is named, and neither is
 * anything once the call has stopped or its deadline has passed.
 * <p>
 * A task that waits for its next attempt holds no thread. Immutable; each method returns
 * a copy.
 */
public final class RetrySettings {

	/** What holds where neither the call nor the application says anything. */
	static final RetrySettings DEFAULTS = maxAttempts(3).delay(Duration.ofMillis(500))
		.multiplier(2)
		.maxDelay(Duration.ofSeconds(30))
		.jitter(Duration.ZERO);

	/** 0 if not set. */
	private final int maxAttempts;

	private final @Nullable Duration delay;

	private final @Nullable Double multiplier;

	private final @Nullable Duration maxDelay;

	private final @Nullable Duration jitter;

	private final double budget;

	private final RetryRules rules;

	private RetrySettings(int maxAttempts, @Nullable Duration delay, @Nullable Double multiplier,
			@Nullable Duration maxDelay, @Nullable Duration jitter, double budget, RetryRules rules) {
		this.maxAttempts = maxAttempts;
		this.delay = delay;
		this.multiplier = multiplier;
		this.maxDelay = maxDelay;
		this.jitter = jitter;
		this.budget = budget;
		this.rules = rules;
	}

	/**
	 * Try each task up to so many times.
	 * @param attempts the number, the first attempt included; 1 means no retry
	 * @return settings with that number
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public static RetrySettings maxAttempts(int attempts) {
		if (attempts < 1) {
			throw invalid("maxAttempts", attempts, "it must be at least 1, the first attempt included");
		}
		return new RetrySettings(attempts, null, null, null, null, Double.POSITIVE_INFINITY, RetryRules.NONE);
	}

	/**
	 * Try again as {@code futil.retry} says: up to 3 attempts unless configured.
	 * @return settings that leave everything open
	 */
	public static RetrySettings defaults() {
		return new RetrySettings(0, null, null, null, null, Double.POSITIVE_INFINITY, RetryRules.NONE);
	}

	/**
	 * Try each task once.
	 * @return settings without retry
	 */
	public static RetrySettings none() {
		return maxAttempts(1);
	}

	/**
	 * How long a task waits after its first failed attempt.
	 * @param first the time, zero not to wait
	 * @return a copy with that delay
	 * @throws IllegalArgumentException if it is negative, beyond the longest delay or
	 * below the jitter
	 */
	public RetrySettings delay(Duration first) {
		Arguments.notNegative(first, "delay");
		return checked(new RetrySettings(this.maxAttempts, first, this.multiplier, this.maxDelay, this.jitter,
				this.budget, this.rules));
	}

	/**
	 * How much longer each delay is than the one before.
	 * @param factor 1 for delays that are all the same
	 * @return a copy with that factor
	 * @throws IllegalArgumentException if it is less than 1 or not finite
	 */
	public RetrySettings multiplier(double factor) {
		if (!(factor >= 1) || Double.isInfinite(factor)) {
			throw invalid("multiplier", factor, "it must be at least 1, which keeps the delay the same");
		}
		return new RetrySettings(this.maxAttempts, this.delay, factor, this.maxDelay, this.jitter, this.budget,
				this.rules);
	}

	/**
	 * What no delay exceeds, jitter included.
	 * @param cap the longest delay
	 * @return a copy with that longest delay
	 * @throws IllegalArgumentException if it is negative or less than the delay
	 */
	public RetrySettings maxDelay(Duration cap) {
		Arguments.notNegative(cap, "maxDelay");
		return checked(new RetrySettings(this.maxAttempts, this.delay, this.multiplier, cap, this.jitter, this.budget,
				this.rules));
	}

	/**
	 * Vary each delay at random by up to so much, either way, so that tasks which failed
	 * together do not come back together.
	 * @param spread the most that is added or taken away
	 * @return a copy with that jitter
	 * @throws IllegalArgumentException if it is negative or more than the delay
	 */
	public RetrySettings jitter(Duration spread) {
		Arguments.notNegative(spread, "jitter");
		return checked(new RetrySettings(this.maxAttempts, this.delay, this.multiplier, this.maxDelay, spread,
				this.budget, this.rules));
	}

	/**
	 * Bound the retries of a whole call, so that a service which is down is not asked
	 * several times as often as one which is up.
	 * @param share retries of the call per first attempt: 0.1 allows one per ten tasks
	 * @return a copy with that budget
	 * @throws IllegalArgumentException if it is negative or no number
	 */
	public RetrySettings budget(double share) {
		if (!(share >= 0)) {
			throw invalid("budget", share, "it must not be negative; 0.1 allows one retry per ten tasks");
		}
		return new RetrySettings(this.maxAttempts, this.delay, this.multiplier, this.maxDelay, this.jitter, share,
				this.rules);
	}

	/**
	 * Retry these failures, and no other unless it is named as well.
	 * @param types exceptions or errors; their subclasses are meant, too
	 * @return a copy that names these, beside those it named before
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final RetrySettings retryFor(Class<? extends Throwable>... types) {
		return with(this.rules.retryFor(named("retryFor", types)));
	}

	/**
	 * Do not retry these failures.
	 * @param types exceptions or errors; their subclasses are meant, too
	 * @return a copy that names these, beside those it named before
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final RetrySettings noRetryFor(Class<? extends Throwable>... types) {
		return with(this.rules.noRetryFor(named("noRetryFor", types)));
	}

	private RetrySettings with(RetryRules rules) {
		return new RetrySettings(this.maxAttempts, this.delay, this.multiplier, this.maxDelay, this.jitter, this.budget,
				rules);
	}

	private static List<Class<? extends Throwable>> named(String setting, Class<? extends Throwable>[] types) {
		Arguments.notNull(types, setting);
		for (Class<? extends Throwable> type : types) {
			Arguments.notNull(type, "types' of '" + setting);
		}
		return List.of(types);
	}

	private static RetrySettings checked(RetrySettings settings) {
		Duration delay = settings.delay;
		Duration maxDelay = settings.maxDelay;
		Duration jitter = settings.jitter;
		requireOrder("delay", delay, "maxDelay", maxDelay);
		requireOrder("jitter", jitter, "delay", delay);
		requireOrder("jitter", jitter, "maxDelay", maxDelay);
		return settings;
	}

	private static void requireOrder(String lessName, @Nullable Duration less, String moreName,
			@Nullable Duration more) {
		if (less != null && more != null && less.compareTo(more) > 0) {
			throw invalid(lessName, DurationText.of(less),
					"it is more than the " + moreName + ", which is " + DurationText.of(more) + ". Lower the "
							+ lessName + " or raise the " + moreName + ", and set the one you raise first");
		}
	}

	private static IllegalArgumentException invalid(String setting, Object value, String remedy) {
		return new IllegalArgumentException("'" + setting + "' is " + value + "; " + remedy);
	}

	/**
	 * What these settings mean. Calls ask for it themselves; this is for whoever drives
	 * attempts in another way.
	 * @param defaults what to take where something is left open here; where one of them
	 * does not go with what is set, it gives way
	 * @return the plan, completed by futil's own defaults where both leave something open
	 */
	public RetryPlan plan(RetrySettings defaults) {
		RetrySettings all = orElse(Arguments.notNull(defaults, "defaults")).orElse(DEFAULTS);
		if (all.delay == null || all.multiplier == null || all.maxDelay == null || all.jitter == null) {
			throw new IllegalStateException("Incomplete: " + all);
		}
		return new SettledRetry(all.maxAttempts, all.rules,
				RetryDelays.of(all.delay, all.multiplier, all.maxDelay, all.jitter), all.budget);
	}

	private RetrySettings orElse(RetrySettings defaults) {
		int maxAttempts = (this.maxAttempts > 0) ? this.maxAttempts : defaults.maxAttempts;
		Duration delay = (this.delay != null) ? this.delay : within(this.jitter, defaults.delay, this.maxDelay);
		Duration maxDelay = (this.maxDelay != null) ? this.maxDelay : within(delay, defaults.maxDelay, null);
		Duration jitter = (this.jitter != null) ? this.jitter : within(null, defaults.jitter, delay);
		Double multiplier = (this.multiplier != null) ? this.multiplier : defaults.multiplier;
		return new RetrySettings(maxAttempts, delay, multiplier, maxDelay, jitter, this.budget, this.rules);
	}

	private static @Nullable Duration within(@Nullable Duration least, @Nullable Duration value,
			@Nullable Duration most) {
		if (value == null) {
			return null;
		}
		if (least != null && value.compareTo(least) < 0) {
			return least;
		}
		return (most != null && value.compareTo(most) > 0) ? most : value;
	}

	@Override
	public String toString() {
		StringJoiner text = new StringJoiner(", ", "RetrySettings[", "]").setEmptyValue("RetrySettings[defaults]");
		add(text, "maxAttempts", (this.maxAttempts > 0) ? this.maxAttempts : null);
		add(text, "delay", this.delay);
		add(text, "multiplier", this.multiplier);
		add(text, "maxDelay", this.maxDelay);
		add(text, "jitter", this.jitter);
		add(text, "budget", (this.budget != Double.POSITIVE_INFINITY) ? this.budget : null);
		add(text, "retryFor", this.rules.retryFor());
		add(text, "noRetryFor", this.rules.noRetryFor());
		return text.toString();
	}

	private static void add(StringJoiner text, String name, @Nullable Object value) {
		if (value instanceof Duration duration) {
			text.add(name + "=" + DurationText.of(duration));
		}
		else if (value != null) {
			text.add(name + "=" + value);
		}
	}

	private static void add(StringJoiner text, String name, List<Class<? extends Throwable>> types) {
		if (!types.isEmpty()) {
			text.add(name + "=" + types.stream().map(Class::getSimpleName).toList());
		}
	}

}

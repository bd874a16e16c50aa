package io.futil.autoconfigure;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RetryBudget;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * What all calls of one executor share, beside its threads.
 *
 * @param rate how often their attempts may start, {@code null} without limit
 * @param retries how many of them may be retries, {@code null} without limit
 */
record CallLimits(@Nullable RateLimit rate, @Nullable RetryBudget retries) {

	static final CallLimits NONE = new CallLimits(null, null);

	private static final Pattern RATE = Pattern.compile("\\s*(\\d+)\\s*/\\s*(\\d*)\\s*(ns|us|ms|s|m|h|d)\\s*");

	/**
	 * The limits that were configured for an executor, new and unused.
	 * @throws InvalidSettingException if they make no sense
	 */
	static CallLimits of(String name, FutilProperties.Executor settings) {
		String key = "futil.executors." + name;
		String rate = settings.rateLimit();
		Double budget = settings.retryBudget();
		return new CallLimits((rate != null) ? rate(key + ".rate-limit", rate) : null,
				(budget != null) ? budget(key + ".retry-budget", budget) : null);
	}

	private static RateLimit rate(String key, String value) {
		Matcher parts = RATE.matcher(value);
		if (!parts.matches()) {
			throw invalidRate(key, value, "it is not a number of starts and a time, with a slash between them");
		}
		try {
			int permits = Integer.parseInt(parts.group(1));
			String time = (parts.group(2).isEmpty() ? "1" : parts.group(2)) + parts.group(3);
			Duration period = DurationStyle.SIMPLE.parse(time);
			if (permits >= 1 && !period.isZero()) {
				return new RateLimit(permits, period);
			}
		}
		catch (ArithmeticException | IllegalArgumentException ex) {
			throw invalidRate(key, value, "a number in it is too large");
		}
		throw invalidRate(key, value, "neither number may be 0");
	}

	private static InvalidSettingException invalidRate(String key, String value, String reason) {
		return new InvalidSettingException(key, value, reason,
				"Set a rate such as 50/s or 10/100ms, or remove the key for no limit");
	}

	private static RetryBudget budget(String key, double share) {
		if (!(share >= 0) || Double.isInfinite(share)) {
			throw new InvalidSettingException(key, share, (share > 0) ? "it must be finite" : "it must not be negative",
					"Set a share such as 0.1, one retry per ten tasks, or remove the key for no limit");
		}
		return new RetryBudget(share);
	}

}

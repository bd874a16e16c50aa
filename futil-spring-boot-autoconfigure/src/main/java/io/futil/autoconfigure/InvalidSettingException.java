package io.futil.autoconfigure;

import java.time.Duration;

import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * A setting the application cannot start with. Names the key, the value and the remedy.
 */
final class InvalidSettingException extends RuntimeException {

	private static final Duration LONGEST = Duration.ofDays(365);

	private final String key;

	private final @Nullable String value;

	private final String reason;

	private final String remedy;

	InvalidSettingException(String key, @Nullable Object value, String reason, String remedy) {
		super(((value != null) ? "Invalid value '" + text(value) + "'" : "No value") + " for '" + key + "': " + reason
				+ ". " + remedy + ".");
		this.key = key;
		this.value = (value != null) ? text(value) : null;
		this.reason = reason;
		this.remedy = remedy;
	}

	private static String text(Object value) {
		return (value instanceof Duration duration) ? DurationText.of(duration) : value.toString();
	}

	static void ifNegative(String key, Duration value) {
		if (value.isNegative()) {
			throw new InvalidSettingException(key, value, "it must not be negative",
					"Set a duration such as 1s, or 0 for none");
		}
		ifEndless(key, value);
	}

	/** No process lives so long, and sums of times that long overflow. */
	static void ifEndless(String key, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException(key, value, "it must be at most 365 days",
					"Set a shorter duration, such as 30s or 1h, or remove the key for the default");
		}
	}

	static void ifLess(String key, int value, int least) {
		if (value < least) {
			throw new InvalidSettingException(key, value, "it must be at least " + least,
					"Set " + least + " or more, or remove the key for the default");
		}
	}

	static void ifMore(String key, int value, int most, String why, String remedy) {
		if (value > most) {
			throw new InvalidSettingException(key, value, "it must be at most " + most + why, remedy);
		}
	}

	String key() {
		return this.key;
	}

	@Nullable String value() {
		return this.value;
	}

	String reason() {
		return this.reason;
	}

	String remedy() {
		return this.remedy;
	}

}

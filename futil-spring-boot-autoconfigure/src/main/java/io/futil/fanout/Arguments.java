package io.futil.fanout;

import java.time.Duration;

import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what users pass in. Each failure names the argument, its value and the
 * remedy.
 */
final class Arguments {

	private Arguments() {
	}

	/** The name of an argument that several options have. */
	static String of(String argument, String option) {
		return argument.equals(option) ? option : argument + "' of '" + option;
	}

	static <V> V notNull(@Nullable V value, String name) {
		if (value == null) {
			throw new IllegalArgumentException("'" + name + "' must not be null");
		}
		return value;
	}

	/** What an option is about that has a default, and so need not be given at all. */
	static <V> V given(@Nullable V value, String name, String option) {
		if (value == null) {
			throw new IllegalArgumentException("'" + of(name, option) + "' must not be null; name one, or leave '"
					+ option + "' out for the default");
		}
		return value;
	}

	static int atLeastOne(int value, String name) {
		if (value < 1) {
			throw new IllegalArgumentException("'" + name + "' is " + value + "; it must be at least 1");
		}
		return value;
	}

	static Duration positive(Duration value, String name) {
		if (notNull(value, name).isNegative() || value.isZero()) {
			throw new IllegalArgumentException(
					"'" + name + "' is " + DurationText.of(value) + "; it must be longer than zero");
		}
		return value;
	}

	static Duration notNegative(Duration value, String name) {
		if (notNull(value, name).isNegative()) {
			throw new IllegalArgumentException(
					"'" + name + "' is " + DurationText.of(value) + "; it must not be negative");
		}
		return value;
	}

	/** A share that is neither nothing nor all. */
	static double share(double value, String name) {
		if (!(value > 0 && value < 1)) {
			throw new IllegalArgumentException(
					"'" + name + "' is " + value + "; it must be between 0 and 1, such as 0.95");
		}
		return value;
	}

	static String name(String value, String name) {
		if (notNull(value, name).isBlank()) {
			throw new IllegalArgumentException("'" + name + "' is blank; give it a short name such as 'quotes'");
		}
		return value;
	}

}

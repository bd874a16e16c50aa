package io.futil.sample.storefront;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;

/**
 * How one upstream is to behave in one request.
 *
 * @param delay how long it takes to answer, at most 30 seconds
 * @param fail whether it answers with an error then, each time it is asked
 * @param flake share of the times it is asked that it answers with an error; unless
 * given, {@code storefront.flake}
 */
record Faults(@DurationFormat(style = Style.SIMPLE) @Nullable Duration delay, @Nullable Boolean fail,
		@Nullable Double flake) {

	static final Faults NONE = new Faults(null, null, null);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	boolean fails() {
		return Boolean.TRUE.equals(this.fail);
	}

	/**
	 * The same, but it flakes only if that was asked for.
	 */
	Faults steady() {
		return (this.flake != null) ? this : new Faults(this.delay, this.fail, 0.0);
	}

	long millis() {
		if (this.delay == null || this.delay.isNegative()) {
			return 0;
		}
		return (this.delay.compareTo(LONGEST) < 0) ? this.delay.toMillis() : LONGEST.toMillis();
	}

}

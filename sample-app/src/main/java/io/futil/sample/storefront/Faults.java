package io.futil.sample.storefront;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;

/**
 * How one upstream is to behave in one request.
 *
 * @param delay how long it takes to answer, at most 30 seconds
 * @param fail whether it answers with an error then
 */
record Faults(@DurationFormat(style = Style.SIMPLE) @Nullable Duration delay, @Nullable Boolean fail) {

	static final Faults NONE = new Faults(null, null);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	boolean fails() {
		return Boolean.TRUE.equals(this.fail);
	}

	long millis() {
		if (this.delay == null || this.delay.isNegative()) {
			return 0;
		}
		return (this.delay.compareTo(LONGEST) < 0) ? this.delay.toMillis() : LONGEST.toMillis();
	}

}

package io.futil.actuate;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as the endpoint writes them.
 */
final class Times {

	private Times() {
	}

	/** Milliseconds, to the microsecond. */
	static double millis(long nanos) {
		return Math.round(nanos / 1_000.0) / 1_000.0;
	}

	static double millis(Duration duration) {
		return millis(duration.toNanos());
	}

	/** In UTC, as in {@code 2026-11-01T12:00:00.123Z}. */
	static String instant(long epochMillis) {
		return Instant.ofEpochMilli(epochMillis).toString();
	}

}

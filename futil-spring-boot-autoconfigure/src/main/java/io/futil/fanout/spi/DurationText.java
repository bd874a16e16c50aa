package io.futil.fanout.spi;

import java.time.Duration;

/**
 * Durations in messages, as one writes them in settings: {@code 2s}, {@code 300ms}.
 */
public final class DurationText {

	private static final long NANOS_PER_MICRO = 1_000;

	private static final long NANOS_PER_MILLI = 1_000_000;

	/** About thirty years: nobody asks what is less than a second then. */
	private static final long LONG_SECONDS = 1_000_000_000;

	private DurationText() {
	}

	/**
	 * In the largest unit from seconds on down in which it is a whole number.
	 * @param duration the duration, which may be negative
	 * @return as in {@code -1s} or {@code 1500us}
	 */
	public static String of(Duration duration) {
		if (duration.getNano() == 0 || duration.getSeconds() >= LONG_SECONDS
				|| duration.getSeconds() <= -LONG_SECONDS) {
			return duration.getSeconds() + "s";
		}
		long nanos = duration.toNanos();
		if (nanos % NANOS_PER_MICRO != 0) {
			return nanos + "ns";
		}
		return (nanos % NANOS_PER_MILLI != 0) ? nanos / NANOS_PER_MICRO + "us" : nanos / NANOS_PER_MILLI + "ms";
	}

}

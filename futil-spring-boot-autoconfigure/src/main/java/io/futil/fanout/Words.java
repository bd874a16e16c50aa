package io.futil.fanout;

import java.time.Duration;

/**
 * Durations as people write them in settings: {@code 300ms}, {@code 2s}.
 */
final class Words {

	private static final long MILLIS_PER_SECOND = 1000;

	private Words() {
	}

	static String of(Duration duration) {
		if (duration.toSeconds() > Integer.MAX_VALUE || duration.toNanosPart() % 1_000_000 != 0) {
			return duration.toString();
		}
		long millis = duration.toMillis();
		return (millis % MILLIS_PER_SECOND == 0) ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
	}

}

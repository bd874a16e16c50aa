package io.futil.sample.audit;

import java.util.Locale;

/**
 * Numbers for people.
 */
final class Units {

	private static final String[] NAMES = { "B", "KiB", "MiB", "GiB", "TiB" };

	private Units() {
	}

	static String bytes(double bytes) {
		int unit = 0;
		double value = bytes;
		while (value >= 1000 && unit < NAMES.length - 1) {
			value /= 1024;
			unit++;
		}
		return String.format(Locale.ROOT, (unit == 0 || value >= 100) ? "%.0f %s" : "%.1f %s", value, NAMES[unit]);
	}

	static String time(double millis) {
		if (millis < 100) {
			return String.format(Locale.ROOT, "%.1f ms", millis);
		}
		if (millis < 1000) {
			return String.format(Locale.ROOT, "%.0f ms", millis);
		}
		if (millis < 120_000) {
			return String.format(Locale.ROOT, "%.2f s", millis / 1000);
		}
		return String.format(Locale.ROOT, "%.1f min", millis / 60_000);
	}

}

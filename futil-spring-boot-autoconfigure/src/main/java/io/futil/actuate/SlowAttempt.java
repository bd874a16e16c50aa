package io.futil.actuate;

/**
 * An attempt that took its time, as the endpoint shows it.
 */
record SlowAttempt(String operation, String executor, int index, int attempt, String outcome, double elapsedMillis,
		String ended) {
}

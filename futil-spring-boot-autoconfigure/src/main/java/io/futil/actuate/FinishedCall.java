package io.futil.actuate;

/**
 * A call that has ended, as the endpoint shows it.
 */
record FinishedCall(String id, String operation, String verb, String executor, String started, double elapsedMillis,
		String outcome, long total, long done, long failed, long retries) {
}

package io.futil.actuate;

import org.jspecify.annotations.Nullable;

/**
 * A call that runs, as the endpoint shows it.
 */
record RunningCall(String id, String operation, String verb, String executor, String started, double ageMillis,
		@Nullable Double remainingMillis, long total, long done, long failed, long retries) {
}

package io.futil.sample.audit;

import org.jspecify.annotations.Nullable;

/**
 * One row of the audit.
 *
 * @param file the path below the root
 * @param verdict what became of it
 * @param reason why it is not intact, or {@code null} if it is
 * @param bytes how much of it was hashed
 * @param millis how long that took
 */
record Finding(String file, Verdict verdict, @Nullable String reason, long bytes, double millis) {

	static Finding unreadable(String file, String reason) {
		return new Finding(file, Verdict.UNREADABLE, reason, 0, 0);
	}

}

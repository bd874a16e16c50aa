package io.futil.sample.audit;

import java.time.Duration;

import io.futil.fanout.TaskResult;
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

	/**
	 * A finding from the task that hashed a file.
	 */
	static Finding of(TaskResult<Claim, Comparison> result) {
		String file = result.item().candidate().name();
		if (result.ok()) {
			Comparison comparison = result.value();
			return new Finding(file, comparison.verdict(), comparison.reason(), comparison.bytes(),
					millis(result.elapsed()));
		}
		return unreadable(file, result.error().map(Reasons::of).orElse("unknown"));
	}

	private static double millis(Duration elapsed) {
		return elapsed.toNanos() / 1000 / 1000.0;
	}

}

package io.futil.sample.verbs;

import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * A task result, fit for JSON.
 *
 * @param item the item, or the name of the task
 * @param outcome {@code OK} or the reason of the failure
 * @param value what the task returned
 * @param error what it threw
 * @param attempts how often it was tried
 * @param waitedMillis how long it waited for its first attempt
 * @param elapsedMillis how long it ran
 */
record Line(Object item, String outcome, @Nullable Object value, @Nullable String error, int attempts,
		long waitedMillis, long elapsedMillis) {

	static Line of(TaskResult<?, ?> result) {
		String outcome = (result instanceof TaskResult.Failure<?, ?> failure) ? failure.reason().name() : "OK";
		return new Line(result.item(), outcome, result.ok() ? result.value() : null,
				result.error().map(Throwable::getMessage).orElse(null), result.attempts(), result.waited().toMillis(),
				result.elapsed().toMillis());
	}

}

package io.futil.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * In the list of values of a verb, the place of an item that has none.
 *
 * @param reason why, where the verb tells
 * @param cause what was thrown, where the verb tells
 */
record Failed(@Nullable Reason reason, @Nullable Throwable cause) {

	/** What verbs with a fixed default use as that default. */
	static final Failed UNKNOWN = new Failed(null, null);

	static List<@Nullable Object> orValues(
			Collection<? extends TaskResult<? extends @Nullable Object, ? extends @Nullable Object>> results) {
		List<@Nullable Object> values = new ArrayList<>();
		for (TaskResult<? extends @Nullable Object, ? extends @Nullable Object> result : results) {
			values.add((result instanceof TaskResult.Failure<?, ?> failure)
					? new Failed(failure.reason(), failure.cause()) : result.value());
		}
		return values;
	}

}

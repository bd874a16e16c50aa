package io.futil.sample.storefront;

import io.futil.fanout.TaskResult;

/**
 * How one branch did.
 *
 * @param branch its name
 * @param outcome {@code OK} or the reason of the failure
 * @param millis how long it ran
 */
record Outcome(String branch, String outcome, long millis) {

	static Outcome of(TaskResult<String, ?> result) {
		String outcome = (result instanceof TaskResult.Failure<String, ?> failure) ? failure.reason().name() : "OK";
		return new Outcome(result.item(), outcome, result.elapsed().toMillis());
	}

}

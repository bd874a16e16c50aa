package io.futil.sample.storefront;

import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;

/**
 * How one branch did.
 *
 * @param branch its name
 * @param outcome {@code OK} or the reason of the failure
 * @param attempts how often the upstream was asked
 * @param millis how long it took, with all attempts and the pauses between them
 */
record Outcome(String branch, String outcome, int attempts, long millis) {

	static Outcome of(TaskResult<String, ?> result, Inquiry inquiry) {
		return new Outcome(result.item(), outcome(result), inquiry.attempts().get(), result.elapsed().toMillis());
	}

	private static String outcome(TaskResult<String, ?> result) {
		if (!(result instanceof TaskResult.Failure<String, ?> failure)) {
			return "OK";
		}
		// The call within the branch has the deadline of the page, and may see it first.
		boolean late = failure.cause() instanceof FanOutTimeoutException;
		return (late ? TaskResult.Reason.TIMED_OUT : failure.reason()).name();
	}

}

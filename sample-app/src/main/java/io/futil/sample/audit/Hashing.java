package io.futil.sample.audit;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import io.futil.fanout.TaskResult;

/**
 * Where files are hashed: here, or on all members of a cluster.
 */
interface Hashing {

	/**
	 * Hash files, and hand out each as it ends.
	 * @param claims the files and their checksums
	 * @param consumer is called on the caller's thread, once for each of them
	 * @throws CancellationException if the application was stopped meanwhile
	 */
	void hash(List<Claim> claims, Consumer<Hashed> consumer);

	/**
	 * A file that was never looked at, because the application is shutting down, is not
	 * unreadable: an audit that was cut short has no report.
	 */
	static void requireEnded(TaskResult<?, ?> result) {
		if (result instanceof TaskResult.Failure<?, ?> failure && failure.reason() != TaskResult.Reason.FAILED) {
			throw new CancellationException("a file was " + failure.reason() + " by its executor");
		}
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.function.Consumer;

import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What one call goes by, resolved once.
 *
 * @param handle where it runs
 * @param handles finds the handle of other executors
 * @param timer the clock
 * @param verb the name of the verb
 * @param operation the name of the operation
 * @param concurrency tasks in flight at once, 0 for as many as the executor runs
 * @param timeout of the whole call
 * @param taskTimeout of one attempt
 * @param cancelGrace how long to wait for interrupted tasks
 * @param chunkSize items a worker claims at once, 0 for the default
 * @param progress what to tell how far the call has come
 * @param retry whether and when tasks that failed are tried again, {@code null} if never
 * @param rate how many attempts may start in which time, {@code null} without limit
 * @param extensions who listens, and what takes the caller's context to the tasks
 * @param complaints about those who listen
 */
record CallSettings(ExecutorHandle handle, ExecutorHandles handles, Timer timer, String verb, String operation,
		int concurrency, @Nullable Duration timeout, @Nullable Duration taskTimeout, Duration cancelGrace,
		int chunkSize, @Nullable Consumer<Progress> progress, @Nullable RetryStrategy retry, @Nullable Rate rate,
		Extensions extensions, Complaints complaints) {

	/** Workers of a call where neither it nor its executor has a bound. */
	private static final int WITHOUT_BOUND = 256;

	/**
	 * The number of workers: more than the executor runs at once would only stand around.
	 */
	int limit() {
		int most = this.handle.concurrency();
		if (this.concurrency > 0) {
			return Math.min(this.concurrency, most);
		}
		return (most != Integer.MAX_VALUE) ? most : WITHOUT_BOUND;
	}

	/** The call in words, for messages. */
	String describe() {
		return this.operation.equals(this.verb) ? this.verb + " on " + this.handle
				: this.verb + " '" + this.operation + "' on " + this.handle;
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.function.Consumer;

import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What the user has said of calls so far. Immutable; each option makes a copy.
 *
 * @param handle the executor, {@code null} for the default one
 * @param operation the name of the operation, {@code null} for that of the verb
 * @param concurrency tasks in flight at once, 0 if not set
 * @param timeout of the whole call
 * @param taskTimeout of one attempt
 * @param cancelGrace how long to wait for interrupted tasks
 * @param chunkSize items a worker claims at once, 0 if not set
 * @param progress what to tell how far a call has come
 * @param retry whether and when tasks that failed are tried again
 * @param hedge when a race starts its next task although none has failed
 * @param rate how many attempts may start in which time
 */
record CallOptions(@Nullable ExecutorHandle handle, @Nullable String operation, int concurrency,
		@Nullable Duration timeout, @Nullable Duration taskTimeout, Duration cancelGrace, int chunkSize,
		@Nullable Consumer<Progress> progress, @Nullable RetryStrategy retry, @Nullable Hedge hedge,
		@Nullable Rate rate) {

	static CallOptions defaults(@Nullable Duration timeout, Duration cancelGrace) {
		return new CallOptions(null, null, 0, timeout, null, cancelGrace, 0, null, null, null, null);
	}

	CallOptions handle(ExecutorHandle handle) {
		return new CallOptions(handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions operation(String operation) {
		return new CallOptions(this.handle, operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions concurrency(int concurrency) {
		return new CallOptions(this.handle, this.operation, concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions timeout(Duration timeout) {
		return new CallOptions(this.handle, this.operation, this.concurrency, timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions taskTimeout(Duration taskTimeout) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions cancelGrace(Duration cancelGrace) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions chunkSize(int chunkSize) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, chunkSize, this.progress, this.retry, this.hedge, this.rate);
	}

	CallOptions progress(Consumer<Progress> progress) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, progress, this.retry, this.hedge, this.rate);
	}

	CallOptions retry(@Nullable RetryStrategy retry) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, retry, this.hedge, this.rate);
	}

	CallOptions hedge(Hedge hedge) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, hedge, this.rate);
	}

	CallOptions rate(Rate rate) {
		return new CallOptions(this.handle, this.operation, this.concurrency, this.timeout, this.taskTimeout,
				this.cancelGrace, this.chunkSize, this.progress, this.retry, this.hedge, rate);
	}

}

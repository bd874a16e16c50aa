package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * How many tasks an executor that is not ours runs at once, as it is configured now.
 */
final class ForeignConcurrency {

	private ForeignConcurrency() {
	}

	/**
	 * Ask the executor.
	 * @param pool the pool that is behind it, if it is known
	 * @return at least 1; {@link Integer#MAX_VALUE} if nobody knows, or without a bound
	 */
	static int of(Executor executor, @Nullable ThreadPoolExecutor pool) {
		if (executor instanceof SimpleAsyncTaskExecutor simple && simple.isThrottleActive()) {
			return Math.max(1, simple.getConcurrencyLimit());
		}
		if (executor instanceof ForkJoinPool forkJoin) {
			return Math.max(1, forkJoin.getParallelism());
		}
		if (pool == null) {
			return Integer.MAX_VALUE;
		}
		boolean grows = pool.getQueue().remainingCapacity() != Integer.MAX_VALUE;
		return Math.max(1, grows ? pool.getMaximumPoolSize() : pool.getCorePoolSize());
	}

}

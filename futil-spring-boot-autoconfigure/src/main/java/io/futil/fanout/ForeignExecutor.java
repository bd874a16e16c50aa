package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * What can be learned of an executor that is not ours.
 */
final class ForeignExecutor {

	private ForeignExecutor() {
	}

	/**
	 * How many tasks it runs at once, as it is configured now.
	 * @param pool the pool that is behind it, if it is known
	 * @return at least 1; {@link Integer#MAX_VALUE} if nobody knows, or without a bound
	 */
	static int concurrency(Executor executor, @Nullable ThreadPoolExecutor pool) {
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

	/** Make a thread like those of the executor, as far as it tells how. */
	static Thread newThread(Executor executor, @Nullable ThreadPoolExecutor pool, String name, Runnable task) {
		ThreadFactory factory = null;
		if (executor instanceof ThreadFactory threads) {
			factory = threads;
		}
		else if (pool != null) {
			factory = pool.getThreadFactory();
		}
		Thread thread = (factory != null) ? factory.newThread(task) : null;
		return (thread != null) ? thread : new Thread(task, name);
	}

}

package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * What can be learned of an executor that is not ours.
 */
final class ForeignExecutor {

	/**
	 * The executor of the JDK that makes a thread for each task, whose class is not
	 * public.
	 */
	private static final String THREAD_PER_TASK = "java.util.concurrent.ThreadPerTaskExecutor";

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

	/**
	 * Whether nobody will run the workers that wait: it was shut down and its queue, with
	 * our workers in it, is gone; or its thread factory makes no thread for what is in
	 * the queue.
	 */
	static boolean hasLostWorkers(Executor executor, @Nullable ThreadPoolExecutor pool) {
		if (pool != null) {
			boolean empty = pool.getQueue().isEmpty();
			return pool.isShutdown() ? empty : !empty && pool.getPoolSize() == 0;
		}
		if (executor instanceof ForkJoinPool forkJoin) {
			// It terminates only when tasks that ignore their interrupt have ended.
			return forkJoin.isShutdown() && !forkJoin.hasQueuedSubmissions() && forkJoin.getQueuedTaskCount() == 0;
		}
		return executor instanceof ExecutorService service && service.isTerminated();
	}

	/** Whether it has a thread for what waits: an idle one, or one for each task. */
	static boolean hasThread(Executor executor, @Nullable ThreadPoolExecutor pool) {
		if (pool != null) {
			return pool.getActiveCount() < pool.getPoolSize();
		}
		Class<?> type = executor.getClass();
		if (type == SimpleAsyncTaskExecutor.class) {
			return !((SimpleAsyncTaskExecutor) executor).isThrottleActive();
		}
		return type == VirtualThreadTaskExecutor.class || type.getName().equals(THREAD_PER_TASK);
	}

	/** Hand over a task, in place of one that nobody waits for any more if need be. */
	static void execute(Executor executor, @Nullable ThreadPoolExecutor pool, Runnable task) {
		try {
			executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			if (pool == null || pool.isShutdown() || !sweep(pool)) {
				throw ex;
			}
			executor.execute(task);
		}
	}

	private static boolean sweep(ThreadPoolExecutor pool) {
		return pool.getQueue().removeIf((task) -> task instanceof Carrier carrier && !carrier.isWorthATurn());
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

package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Whether an executor makes who submits wait. Ours never do.
 *
 * @param blocks it does so whenever it is full, and its own threads wait for themselves
 * @param mayBlock it may do so: nobody knows what happens where the queue is full
 * @param pool the pool that is behind it, if it is known
 */
record Admission(boolean blocks, boolean mayBlock, @Nullable ThreadPoolExecutor pool) {

	private static final Admission FREE = new Admission(false, false, null);

	/** That of one of ours. */
	static Admission free() {
		return FREE;
	}

	/** That of any other executor. */
	static Admission of(Executor executor, @Nullable ThreadPoolExecutor pool) {
		boolean blocks = executor instanceof SimpleAsyncTaskExecutor simple && simple.isThrottleActive();
		return new Admission(blocks, blocks || (pool != null && hasOwnHandler(pool)), pool);
	}

	private static boolean hasOwnHandler(ThreadPoolExecutor pool) {
		return pool.getRejectedExecutionHandler().getClass().getEnclosingClass() != ThreadPoolExecutor.class;
	}

	/**
	 * Whether one of its threads can submit without waiting for room that it would have
	 * to make itself, even if all of them do so at once.
	 */
	boolean hasRoom() {
		if (!this.mayBlock) {
			return true;
		}
		if (this.pool == null) {
			return false;
		}
		// There are more threads than the core only where the queue was full.
		int threads = Math.max(this.pool.getCorePoolSize(), this.pool.getPoolSize());
		return this.pool.getQueue().remainingCapacity() > threads;
	}

}

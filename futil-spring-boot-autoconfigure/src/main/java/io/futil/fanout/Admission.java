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

	/** Whether nobody knows if it does, and {@link #hasRoomToStay} tells when not. */
	boolean isUncertain() {
		return this.mayBlock && this.pool != null;
	}

	/**
	 * Whether one of its threads can submit what it carries, and go. Of several that do
	 * so at once the first makes room for the next; one more place is for who comes in
	 * between.
	 */
	boolean hasRoom() {
		return !this.mayBlock || (this.pool != null && this.pool.getQueue().remainingCapacity() > 1);
	}

	/**
	 * Whether one of its threads can submit something and stay. They never all wait: the
	 * last of them sees that no other is left. In a queue there is a place for each.
	 */
	boolean hasRoomToStay() {
		return this.pool != null && (this.pool.getActiveCount() < this.pool.getMaximumPoolSize()
				|| this.pool.getQueue().remainingCapacity() > this.pool.getPoolSize());
	}

}

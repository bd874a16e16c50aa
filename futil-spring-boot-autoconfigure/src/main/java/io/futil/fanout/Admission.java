package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Whether an executor makes who submits wait. Ours never do.
 */
final class Admission {

	private final boolean blocks;

	private final boolean mayBlock;

	private final @Nullable ThreadPoolExecutor pool;

	/** One of its threads at a time looks for room and takes it. */
	private final Lock entrance = new ReentrantLock();

	private Admission(boolean blocks, boolean mayBlock, @Nullable ThreadPoolExecutor pool) {
		this.blocks = blocks;
		this.mayBlock = mayBlock;
		this.pool = pool;
	}

	/** That of one of ours. */
	static Admission free() {
		return new Admission(false, false, null);
	}

	/**
	 * That of any other executor.
	 * @param pool the pool that is behind it, if it is known
	 */
	static Admission of(Executor executor, @Nullable ThreadPoolExecutor pool) {
		boolean blocks = executor instanceof SimpleAsyncTaskExecutor simple && simple.isThrottleActive();
		return new Admission(blocks, blocks || (pool != null && hasOwnHandler(pool)), pool);
	}

	private static boolean hasOwnHandler(ThreadPoolExecutor pool) {
		return pool.getRejectedExecutionHandler().getClass().getEnclosingClass() != ThreadPoolExecutor.class;
	}

	/**
	 * Whether it does so whenever it is full, and its own threads wait for themselves.
	 */
	boolean blocks() {
		return this.blocks;
	}

	/** Whether it may do so: nobody knows what happens where the queue is full. */
	boolean mayBlock() {
		return this.mayBlock;
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
	 * Have one of its threads submit something and stay, unless it might wait for room
	 * that nobody makes. Where it may wait in any case, that is done beside it.
	 */
	void whereRoom(Runnable submission) {
		if (this.pool == null || !this.mayBlock) {
			submission.run();
			return;
		}
		this.entrance.lock();
		try {
			if (hasRoomToStay(this.pool)) {
				submission.run();
			}
		}
		finally {
			this.entrance.unlock();
		}
	}

	/** Somebody from outside may come in between: so a single free place is too few. */
	private static boolean hasRoomToStay(ThreadPoolExecutor pool) {
		return pool.getActiveCount() < pool.getMaximumPoolSize()
				|| pool.getQueue().remainingCapacity() > pool.getPoolSize();
	}

}

package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that a pool of platform threads has in hand.
 */
final class PoolTasks implements GracefulStop.TasksInHand {

	private final Map<Thread, Runnable> running = new ConcurrentHashMap<>();

	private final SpareTasks spares = new SpareTasks();

	private volatile @Nullable ThreadPoolExecutor pool;

	/** Whether the pool was ever made smaller. */
	private volatile boolean shrunk;

	void pool(ThreadPoolExecutor pool) {
		this.pool = pool;
	}

	SpareTasks spares() {
		return this.spares;
	}

	void started(Thread thread, Runnable task) {
		this.running.put(thread, task);
	}

	void ended(Thread thread) {
		this.running.remove(thread);
	}

	/** The pool was made smaller. */
	void shrunk() {
		this.shrunk = true;
	}

	/** Whether more tasks run than the pool has room for by now. */
	boolean areOvercrowded() {
		ThreadPoolExecutor pool = this.pool;
		return this.shrunk && pool != null && this.running.size() > pool.getMaximumPoolSize();
	}

	/** Whether a thread more could start at once. */
	boolean areFewerThan(int most) {
		ThreadPoolExecutor pool = this.pool;
		return pool != null && pool.getQueue().isEmpty() && pool.getActiveCount() < most;
	}

	@Override
	public boolean areAtMost(int running) {
		ThreadPoolExecutor pool = this.pool;
		if (pool == null) {
			return true;
		}
		if (running == 0 && pool.isShutdown()) {
			// Exact, where the counts miss a task on its way from the queue to a thread.
			return pool.isTerminated() && this.spares.count() == 0;
		}
		return pool.getActiveCount() + this.spares.count() <= running && pool.getQueue().isEmpty();
	}

	@Override
	public void close() {
		ThreadPoolExecutor pool = this.pool;
		if (pool != null) {
			pool.shutdown();
		}
	}

	@Override
	public void interrupt() {
		ThreadPoolExecutor pool = this.pool;
		if (pool != null) {
			pool.shutdownNow().forEach(DecoratedTask::cancel);
		}
		this.spares.interrupt();
	}

	@Override
	public void cancel() {
		DecoratedTask.cancelOthers(this.running);
		this.spares.cancel();
	}

}

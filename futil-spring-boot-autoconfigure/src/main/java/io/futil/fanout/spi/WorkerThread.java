package io.futil.fanout.spi;

import org.jspecify.annotations.Nullable;

/**
 * Tells which {@link WorkerExecutor} the current thread belongs to. A call made on such a
 * thread lends the thread's place to a spare one while it waits.
 */
public final class WorkerThread {

	private static final ThreadLocal<WorkerExecutor> OWNER = new ThreadLocal<>();

	private WorkerThread() {
	}

	/**
	 * Run a task as work of the given executor.
	 * @param owner the executor whose thread this is
	 * @param task what to run
	 */
	public static void runAs(WorkerExecutor owner, Runnable task) {
		WorkerExecutor outer = OWNER.get();
		OWNER.set(owner);
		try {
			task.run();
		}
		finally {
			if (outer == null) {
				OWNER.remove();
			}
			else {
				OWNER.set(outer);
			}
		}
	}

	/**
	 * The executor the current thread works for.
	 * @return the executor, or {@code null} on any other thread
	 */
	public static @Nullable WorkerExecutor owner() {
		return OWNER.get();
	}

}

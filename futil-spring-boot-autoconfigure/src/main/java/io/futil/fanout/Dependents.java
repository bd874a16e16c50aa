package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

/**
 * Runs what depends on the futures of calls, {@code thenApplyAsync} and the like, on one
 * of our executors. A task may wait for it in the very thread that it needs, so a spare
 * thread may come for it before the executor does: see {@link LentPlaces}.
 */
final class Dependents implements Executor {

	private final ExecutorHandle handle;

	/** Accepted by the executor and not begun, oldest first. */
	private final Queue<Dependent> waiting = new ConcurrentLinkedQueue<>();

	Dependents(ExecutorHandle handle) {
		this.handle = handle;
	}

	@Override
	public void execute(Runnable task) {
		Dependent dependent = new Dependent(this.handle.decorate(task), task);
		this.waiting.add(dependent);
		try {
			this.handle.executeDecorated(dependent);
		}
		catch (Throwable refused) {
			// Unless a spare thread has it already.
			if (this.waiting.remove(dependent)) {
				throw refused;
			}
		}
		this.handle.lent().tryStartSpares();
	}

	/** Whether one waits for a thread. */
	boolean areWaiting() {
		return !this.waiting.isEmpty();
	}

	/**
	 * Run one that waits, on the current thread.
	 * @return {@code false} if there is none
	 */
	boolean runNext() {
		Dependent next = this.waiting.poll();
		if (next != null) {
			next.run();
		}
		return next != null;
	}

	/**
	 * Run once, by whoever comes first; a future because our executors cancel those that
	 * are left in their queue at shutdown.
	 */
	private final class Dependent extends FutureTask<@Nullable Void> {

		private final Runnable task;

		Dependent(Runnable decorated, Runnable task) {
			super(decorated, null);
			this.task = task;
		}

		@Override
		public void run() {
			Dependents.this.waiting.remove(this);
			super.run();
		}

		@Override
		protected void done() {
			if (isCancelled()) {
				Dependents.this.waiting.remove(this);
				if (this.task instanceof Future<?> future) {
					future.cancel(true);
				}
			}
		}

	}

}

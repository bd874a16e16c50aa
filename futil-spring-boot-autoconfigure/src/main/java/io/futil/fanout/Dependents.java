package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what depends on the futures of calls, {@code thenApplyAsync} and the like, on one
 * of our executors. A task may wait for it in the very thread that it needs, so a spare
 * thread may come for it before the executor does: see {@link LentPlaces}.
 */
final class Dependents implements Executor {

	private final ExecutorHandle handle;

	private final @Nullable WorkerExecutor own;

	/** Accepted by the executor and not begun, oldest first. */
	private final Queue<Dependent> waiting = new ConcurrentLinkedQueue<>();

	/**
	 * Dependents of an executor.
	 * @param own the executor, {@code null} if it is not one of ours and runs them itself
	 */
	Dependents(ExecutorHandle handle, @Nullable WorkerExecutor own) {
		this.handle = handle;
		this.own = own;
	}

	@Override
	public void execute(Runnable task) {
		Dependent dependent = new Dependent(this.handle.decorate(task), task);
		this.handle.executeDecorated(dependent);
		// Not before it was accepted: who takes it away takes it out of the queue, too.
		this.waiting.add(dependent);
		if (dependent.begun) {
			this.waiting.remove(dependent);
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
			next.begun = true;
			next.run();
			// Not before: who shuts down cancels what is in the queue.
			if (this.own != null) {
				this.own.withdraw(next);
			}
		}
		return next != null;
	}

	/**
	 * Run once, by whoever comes first; a future, because our executors cancel those that
	 * are left in their queue at shutdown, and no spare thread must begin them then.
	 */
	private final class Dependent extends FutureTask<@Nullable Void> {

		private final Runnable task;

		/**
		 * Whether somebody has it, so that it stands in the queue no more, or not for
		 * long.
		 */
		private volatile boolean begun;

		Dependent(Runnable decorated, Runnable task) {
			super(decorated, null);
			this.task = task;
		}

		@Override
		public void run() {
			leave();
			super.run();
		}

		private void leave() {
			if (!this.begun) {
				this.begun = true;
				Dependents.this.waiting.remove(this);
			}
		}

		@Override
		protected void done() {
			if (isCancelled()) {
				leave();
				if (this.task instanceof Future<?> future) {
					future.cancel(true);
				}
			}
		}

		/** As if the executor had run the task itself: nobody asks this future. */
		@Override
		protected void setException(Throwable ex) {
			super.setException(ex);
			Thread thread = Thread.currentThread();
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}

	}

}

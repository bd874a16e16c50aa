package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Runs what depends on the futures of calls, {@code thenApplyAsync} and the like, on one
 * executor. A task may wait for it in the very thread that it needs, so a spare thread
 * can take it out of the queue: see {@link LentPlaces}.
 */
final class Dependents implements Executor {

	private final ExecutorHandle handle;

	/** Accepted by the executor, oldest first; some may have been begun. */
	private final Queue<Dependent> waiting = new ConcurrentLinkedQueue<>();

	Dependents(ExecutorHandle handle) {
		this.handle = handle;
	}

	@Override
	public void execute(Runnable task) {
		Dependent dependent = new Dependent(this.handle.decorate(task));
		this.waiting.add(dependent);
		try {
			this.handle.executeDecorated(dependent);
		}
		catch (Throwable refused) {
			this.waiting.remove(dependent);
			if (dependent.take() != null) {
				throw refused;
			}
		}
		this.handle.lent().tryStartSpares();
	}

	/** Whether one waits for a thread. */
	boolean areWaiting() {
		Dependent first = this.waiting.peek();
		while (first != null && first.isTaken()) {
			this.waiting.remove(first);
			first = this.waiting.peek();
		}
		return first != null;
	}

	/**
	 * Run one that waits, on the current thread.
	 * @return {@code false} if there is none
	 */
	boolean runNext() {
		for (Dependent next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			Runnable task = next.take();
			if (task != null) {
				task.run();
				return true;
			}
		}
		return false;
	}

	/** Run once, by whoever comes first. */
	private final class Dependent implements Runnable {

		private final AtomicReference<@Nullable Runnable> task;

		Dependent(Runnable task) {
			this.task = new AtomicReference<>(task);
		}

		@Nullable Runnable take() {
			return this.task.getAndSet(null);
		}

		boolean isTaken() {
			return this.task.get() == null;
		}

		@Override
		public void run() {
			Runnable task = take();
			if (task != null) {
				// Not to be kept until somebody looks.
				areWaiting();
				task.run();
			}
		}

	}

}

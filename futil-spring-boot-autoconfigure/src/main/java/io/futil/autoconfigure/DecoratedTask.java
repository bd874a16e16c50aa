package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.Future;

/**
 * A task on its way through an executor: what is to run, decorated already, and what the
 * submitter knows it by, which is what has to be cancelled if it never runs.
 *
 * @param decorated what is to run
 * @param original the task as it was submitted
 */
record DecoratedTask(Runnable decorated, Runnable original) implements Runnable {

	@Override
	public void run() {
		this.decorated.run();
	}

	/**
	 * Complete the future of a task that an executor gives up, if it has one.
	 * @param task the task as the executor holds it
	 */
	static void cancel(Runnable task) {
		Runnable original = (task instanceof DecoratedTask decorated) ? decorated.original() : task;
		if (original instanceof Future<?> future) {
			future.cancel(true);
		}
	}

	/**
	 * Cancel what runs on other threads than this one.
	 * @param running tasks by the thread they run on
	 */
	static void cancelOthers(Map<Thread, Runnable> running) {
		running.forEach((thread, task) -> {
			if (thread != Thread.currentThread()) {
				cancel(task);
			}
		});
	}

}

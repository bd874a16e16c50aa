package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks on threads that an executor has made in the place of those of its threads that
 * wait. Nobody else knows these threads, and they have to stop with the executor.
 */
final class SpareTasks {

	private final Map<Thread, Runnable> running = new ConcurrentHashMap<>();

	/** The task, known here while it runs. */
	Runnable known(Runnable task) {
		return () -> {
			Thread thread = Thread.currentThread();
			this.running.put(thread, task);
			try {
				task.run();
			}
			finally {
				this.running.remove(thread);
			}
		};
	}

	int count() {
		return this.running.size();
	}

	void interrupt() {
		this.running.keySet().forEach(Thread::interrupt);
	}

	void cancel() {
		DecoratedTask.cancelOthers(this.running);
	}

}

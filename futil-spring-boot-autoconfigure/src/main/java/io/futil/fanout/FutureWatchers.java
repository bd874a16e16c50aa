package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who wants to know that a future is done. Unlike dependents they can be taken back, so a
 * future that never completes does not collect what waited for it once.
 */
final class FutureWatchers {

	private final Queue<Runnable> watchers = new ConcurrentLinkedQueue<>();

	void add(Runnable watcher) {
		this.watchers.add(watcher);
	}

	void remove(Runnable watcher) {
		this.watchers.remove(watcher);
	}

	/** The future is done: tell each watcher once. */
	void tell() {
		for (Runnable watcher = this.watchers.poll(); watcher != null; watcher = this.watchers.poll()) {
			watcher.run();
		}
	}

}

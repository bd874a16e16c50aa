package io.futil.autoconfigure;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tasks that stand in a queue although others have done them. To take each out at once
 * would mean to go through the whole queue for it; so they are swept out together, when
 * they are half of it, or when it is full.
 */
final class WithdrawnTasks {

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * By identity: the tasks of others, which stand in the queue beside them, are not
	 * asked whether they are equal. Guarded by {@link #lock}.
	 */
	private final Set<Runnable> tasks = Collections.newSetFromMap(new IdentityHashMap<>());

	/**
	 * Add a task.
	 * @param task the task as it was submitted
	 * @param queue where it stands, unless its turn has come meanwhile
	 */
	void add(Runnable task, Collection<Runnable> queue) {
		this.lock.lock();
		try {
			this.tasks.add(task);
			if (this.tasks.size() * 2 > queue.size()) {
				sweep(queue);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take them out of the queue.
	 * @return whether there is more room now
	 */
	boolean sweep(Collection<Runnable> queue) {
		this.lock.lock();
		try {
			boolean swept = !this.tasks.isEmpty() && queue.removeIf(this::isWithdrawn);
			// Those that were not found have had their turn.
			this.tasks.clear();
			return swept;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isWithdrawn(Runnable queued) {
		return this.tasks.contains((queued instanceof DecoratedTask decorated) ? decorated.original() : queued);
	}

}

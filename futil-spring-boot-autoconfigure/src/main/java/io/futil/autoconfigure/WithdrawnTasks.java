package io.futil.autoconfigure;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks that stand in a queue although others have done them. To take each out at once
 * would mean to go through the whole queue for it; so they are swept out together, when
 * they are half of it, or when it is full.
 */
final class WithdrawnTasks {

	private final Set<Runnable> tasks = ConcurrentHashMap.newKeySet();

	/**
	 * Add a task.
	 * @param task the task as it was submitted
	 * @param queue where it stands, unless its turn has come meanwhile
	 */
	void add(Runnable task, Collection<Runnable> queue) {
		this.tasks.add(task);
		if (this.tasks.size() * 2 > queue.size()) {
			sweep(queue);
		}
	}

	/**
	 * Take them out of the queue.
	 * @return whether there is more room now
	 */
	boolean sweep(Collection<Runnable> queue) {
		if (this.tasks.isEmpty()) {
			return false;
		}
		boolean swept = queue.removeIf(this::isWithdrawn);
		// Those that were not found have had their turn. One that came just now is left
		// behind, and does no harm.
		this.tasks.clear();
		return swept;
	}

	private boolean isWithdrawn(Runnable queued) {
		return this.tasks.contains((queued instanceof DecoratedTask decorated) ? decorated.original() : queued);
	}

}

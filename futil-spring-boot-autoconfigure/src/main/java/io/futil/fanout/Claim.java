package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The task a worker has claimed, and the rest of its portion. Owned by one worker, used
 * by the thread that runs it.
 *
 * @param <T> the type of the items
 */
final class Claim<T extends @Nullable Object> {

	private long index;

	private @Nullable T item;

	/** The portion: indexes from here... */
	private long next;

	/** ...to here are this worker's. */
	private long limit;

	void task(long index, @Nullable T item) {
		this.index = index;
		this.item = item;
	}

	void portion(long from, long to) {
		this.next = from;
		this.limit = to;
	}

	boolean hasRest() {
		return this.next < this.limit;
	}

	long takeRest() {
		return this.next++;
	}

	long index() {
		return this.index;
	}

	@SuppressWarnings("NullAway") // T may itself be nullable
	T item() {
		return this.item;
	}

	/** Let go of the item, so that a resting worker keeps nothing alive. */
	void clear() {
		this.item = null;
	}

}

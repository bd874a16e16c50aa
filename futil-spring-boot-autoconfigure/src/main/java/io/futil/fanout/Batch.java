package io.futil.fanout;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Items that were read in one go and wait for workers. One thread at a time adds; many
 * take, from the front, while it still does: so an item that was read never waits for the
 * one that is read next.
 *
 * @param <T> the type of the items
 */
final class Batch<T extends @Nullable Object> {

	private final int first;

	private final @Nullable Object[] items;

	/** Written behind the item, read before it. */
	private final AtomicInteger added = new AtomicInteger();

	private final AtomicInteger taken = new AtomicInteger();

	/**
	 * An empty batch.
	 * @param first the index of its first item
	 * @param most how many items it has room for
	 */
	Batch(int first, int most) {
		this.first = first;
		this.items = new Object[most];
	}

	/** Add an item. Called by one thread at a time. */
	void add(T item) {
		int position = this.added.getPlain();
		this.items[position] = item;
		this.added.setRelease(position + 1);
	}

	boolean isEmpty() {
		return this.taken.get() >= this.added.get();
	}

	/** The index of the item that is taken next. */
	long position() {
		return this.first + this.taken.get();
	}

	/** Take up to so many items into the run. */
	boolean take(Claim<T> claim, int most) {
		int from = this.taken.get();
		int until = Math.min(from + most, this.added.get());
		while (from < until) {
			if (this.taken.compareAndSet(from, until)) {
				claim.run(this, this.first + from, this.first + until);
				return true;
			}
			from = this.taken.get();
			until = Math.min(from + most, this.added.get());
		}
		return false;
	}

	/** The item of an index that was taken; the batch lets go of it. */
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may itself be nullable
	T remove(int index) {
		T item = (T) this.items[index - this.first];
		this.items[index - this.first] = null;
		return item;
	}

}

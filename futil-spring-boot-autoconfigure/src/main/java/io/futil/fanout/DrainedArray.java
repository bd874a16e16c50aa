package io.futil.fanout;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Iterates over an array once and lets go of what it has handed out.
 *
 * @param <T> the type of the items
 */
final class DrainedArray<T extends @Nullable Object> implements Iterator<T> {

	private final @Nullable Object[] items;

	private int next;

	DrainedArray(@Nullable Object[] items) {
		this.items = items;
	}

	@Override
	public boolean hasNext() {
		return this.next < this.items.length;
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may itself be nullable
	public T next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		T item = (T) this.items[this.next];
		this.items[this.next++] = null;
		return item;
	}

}

package io.futil.fanout;

import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * Iterates over the items of a collection once and lets go of what it has handed out.
 *
 * @param <T> the type of the items
 */
final class DrainedItems<T extends @Nullable Object> implements Iterator<T> {

	private final @Nullable Object[][] segments;

	private final int size;

	private int next;

	/**
	 * Iterate over arrays that are nobody else's: {@link Segments#of}.
	 */
	DrainedItems(@Nullable Object[][] segments) {
		this.segments = segments;
		this.size = Segments.size(segments);
	}

	@Override
	public boolean hasNext() {
		return this.next < this.size;
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may itself be nullable
	public T next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		return (T) Segments.take(this.segments, this.next++);
	}

}

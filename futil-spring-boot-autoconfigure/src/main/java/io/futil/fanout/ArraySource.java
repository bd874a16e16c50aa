package io.futil.fanout;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The items of a collection, read once on the caller's thread. Workers take portions of
 * consecutive indexes.
 *
 * @param <T> the type of the items
 */
final class ArraySource<T extends @Nullable Object> implements Source<T> {

	private final Object[] items;

	private final int portion;

	private final AtomicInteger cursor = new AtomicInteger();

	ArraySource(Object[] items, int portion) {
		this.items = items;
		this.portion = portion;
	}

	@Override
	@SuppressWarnings("unchecked")
	public boolean claim(Claim<T> claim) {
		if (!claim.hasRest() && !claimPortion(claim)) {
			return false;
		}
		int index = (int) claim.takeRest();
		claim.task(index, (T) this.items[index]);
		return true;
	}

	private boolean claimPortion(Claim<T> claim) {
		int from;
		do {
			from = this.cursor.get();
			if (from >= this.items.length) {
				return false;
			}
		}
		while (!this.cursor.compareAndSet(from, endOf(from)));
		claim.portion(from, endOf(from));
		return true;
	}

	private int endOf(int from) {
		return (this.items.length - from > this.portion) ? from + this.portion : this.items.length;
	}

	@Override
	public boolean isClaimable() {
		return !isExhausted();
	}

	@Override
	public boolean isExhausted() {
		return this.cursor.get() >= this.items.length;
	}

	@Override
	public long size() {
		return this.items.length;
	}

	@Override
	public int workersAtStart(int limit) {
		return Math.min(limit, this.items.length);
	}

	@Override
	public boolean isRampedUp() {
		return false;
	}

	@SuppressWarnings("unchecked")
	T item(int index) {
		return (T) this.items[index];
	}

}

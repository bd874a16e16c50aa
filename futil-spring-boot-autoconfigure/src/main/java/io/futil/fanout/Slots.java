package io.futil.fanout;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * A growing array of results, in segments. Each slot is written by one worker; the reader
 * comes when the call has ended, which orders it behind the writers. Whoever hands out an
 * index makes room for it first.
 */
final class Slots {

	private static final int SEGMENT_BITS = 10;

	private static final int SEGMENT_SIZE = 1 << SEGMENT_BITS;

	private static final int SEGMENT_MASK = SEGMENT_SIZE - 1;

	private volatile @Nullable Object[][] segments = {};

	private volatile int size;

	/** Slots for an input of a known size. */
	static Slots ofSize(int size) {
		Slots slots = new Slots();
		int whole = size >>> SEGMENT_BITS;
		int rest = size & SEGMENT_MASK;
		@Nullable Object[][] segments = new Object[(rest > 0) ? whole + 1 : whole][];
		for (int i = 0; i < segments.length; i++) {
			segments[i] = new Object[(i < whole) ? SEGMENT_SIZE : rest];
		}
		slots.segments = segments;
		slots.size = size;
		return slots;
	}

	/** Make room for one more index. Called by one thread at a time, in order. */
	void reserve(long index) {
		int segment = (int) (index >>> SEGMENT_BITS);
		if (segment >= this.segments.length) {
			@Nullable Object[][] longer = Arrays.copyOf(this.segments, segment + 1);
			longer[segment] = new Object[SEGMENT_SIZE];
			this.segments = longer;
		}
		this.size = Math.toIntExact(index + 1);
	}

	void set(int index, @Nullable Object value) {
		this.segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK] = value;
	}

	@Nullable Object get(int index) {
		return this.segments[index >>> SEGMENT_BITS][index & SEGMENT_MASK];
	}

	int size() {
		return this.size;
	}

	/** An unmodifiable view of all slots. */
	@SuppressWarnings("unchecked")
	<E extends @Nullable Object> List<E> asList() {
		return (List<E>) new SlotList(this);
	}

	private static final class SlotList extends AbstractList<@Nullable Object> implements RandomAccess {

		private final Slots slots;

		private final int size;

		SlotList(Slots slots) {
			this.slots = slots;
			this.size = slots.size();
		}

		@Override
		public @Nullable Object get(int index) {
			return this.slots.get(Objects.checkIndex(index, this.size));
		}

		@Override
		public int size() {
			return this.size;
		}

	}

}

package io.futil.fanout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

	private static final VarHandle SEGMENT = MethodHandles.arrayElementVarHandle(Object[][].class);

	/** A segment is there once something was put into it. */
	private volatile @Nullable Object @Nullable [][] segments;

	private volatile int size;

	/** Slots for an input that is read as it comes. */
	Slots() {
		this(0);
	}

	/** Slots for an input of a known size. */
	Slots(int size) {
		this.segments = new Object[(size + SEGMENT_MASK) >>> SEGMENT_BITS][];
		this.size = size;
	}

	/** Make room for one more index. Called by one thread at a time, in order. */
	void reserve(long index) {
		int segment = (int) (index >>> SEGMENT_BITS);
		if (segment >= this.segments.length) {
			@Nullable Object @Nullable [][] longer = Arrays.copyOf(this.segments, segment + 1);
			// Not left to a worker: it could put one into the shorter table only.
			longer[segment] = new Object[SEGMENT_SIZE];
			this.segments = longer;
		}
		this.size = Math.toIntExact(index + 1);
	}

	void set(int index, @Nullable Object value) {
		@Nullable Object[] segment = this.segments[index >>> SEGMENT_BITS];
		if (segment == null) {
			segment = makeSegment(index >>> SEGMENT_BITS);
		}
		segment[index & SEGMENT_MASK] = value;
	}

	/**
	 * Made by the worker that needs it first: allocating is part of the work, and an
	 * array that was just made is cheap to fill.
	 */
	private @Nullable Object[] makeSegment(int index) {
		@Nullable Object @Nullable [][] segments = this.segments;
		int length = Math.min(SEGMENT_SIZE, this.size - (index << SEGMENT_BITS));
		SEGMENT.compareAndSet(segments, index, null, new Object[length]);
		return Objects.requireNonNull(segments[index]);
	}

	@Nullable Object get(int index) {
		@Nullable Object[] segment = this.segments[index >>> SEGMENT_BITS];
		return (segment != null) ? segment[index & SEGMENT_MASK] : null;
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

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

	private static final VarHandle SEGMENT = MethodHandles.arrayElementVarHandle(Object[][].class);

	/** A segment is there once something was put into it. */
	private volatile @Nullable Object[] @Nullable [] segments;

	private volatile int size;

	/** Slots for an input that is read as it comes. */
	Slots() {
		this(0);
	}

	/** Slots for an input of a known size. */
	Slots(int size) {
		this.segments = new Object[Segments.count(size)][];
		this.size = size;
	}

	private Slots(@Nullable Object[][] segments) {
		this.segments = segments;
		this.size = Segments.size(segments);
	}

	/** Slots that are full already, of what each result takes the place of. */
	static Slots inPlaceOf(@Nullable Object[][] segments) {
		return new Slots(segments);
	}

	/** Make room for one more index. Called by one thread at a time, in order. */
	void reserve(long index) {
		int segment = (int) (index >>> Segments.BITS);
		if (segment >= this.segments.length) {
			@Nullable Object[] @Nullable [] longer = Arrays.copyOf(this.segments, segment + 1);
			// Not left to a worker: it could put one into the shorter table only.
			longer[segment] = new Object[Segments.SIZE];
			this.segments = longer;
		}
		this.size = Math.toIntExact(index + 1);
	}

	void set(int index, @Nullable Object value) {
		segment(index)[index & Segments.MASK] = value;
	}

	/** The segment that has the slot of this index. */
	@Nullable Object[] segment(int index) {
		@Nullable Object[] segment = this.segments[index >>> Segments.BITS];
		return (segment != null) ? segment : makeSegment(index >>> Segments.BITS);
	}

	/**
	 * Made by the worker that needs it first: allocating is part of the work, and an
	 * array that was just made is cheap to fill.
	 */
	private @Nullable Object[] makeSegment(int index) {
		@Nullable Object[] @Nullable [] segments = this.segments;
		int length = Math.min(Segments.SIZE, this.size - (index << Segments.BITS));
		SEGMENT.compareAndSet(segments, index, null, new Object[length]);
		return Objects.requireNonNull(segments[index]);
	}

	@Nullable Object get(int index) {
		@Nullable Object[] segment = this.segments[index >>> Segments.BITS];
		return (segment != null) ? segment[index & Segments.MASK] : null;
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

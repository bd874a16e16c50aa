package io.futil.fanout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How items and results are kept: in arrays of {@link #SIZE}. A garbage collector that
 * puts large arrays aside would have to be told of each result that is put into one,
 * which costs several times what a tiny task takes.
 */
final class Segments {

	/** The bits of an index within its segment. */
	static final int BITS = 10;

	static final int SIZE = 1 << BITS;

	static final int MASK = SIZE - 1;

	private Segments() {
	}

	/** How many segments so many elements need. */
	static int count(int elements) {
		return (elements + MASK) >>> BITS;
	}

	/**
	 * Read a collection: at once, unless it is one that does not promise anything to
	 * others who change it meanwhile.
	 * @return arrays that are nobody else's
	 */
	static @Nullable Object[][] of(Collection<?> items) {
		return (items.getClass() == ArrayList.class) ? ofList((ArrayList<?>) items) : ofArray(items.toArray());
	}

	private static @Nullable Object[][] ofList(List<?> items) {
		int size = items.size();
		@Nullable Object[][] segments = new Object[count(size)][];
		for (int i = 0; i < segments.length; i++) {
			segments[i] = items.subList(i << BITS, end(i, size)).toArray();
		}
		return segments;
	}

	/** The array may be of another type, and a careless collection may have kept it. */
	private static @Nullable Object[][] ofArray(@Nullable Object[] items) {
		@Nullable Object[][] segments = new Object[count(items.length)][];
		for (int i = 0; i < segments.length; i++) {
			segments[i] = Arrays.copyOfRange(items, i << BITS, end(i, items.length), Object[].class);
		}
		return segments;
	}

	private static int end(int segment, int size) {
		int start = segment << BITS;
		return start + Math.min(SIZE, size - start);
	}

	static @Nullable Object get(@Nullable Object[][] segments, int index) {
		return segments[index >>> BITS][index & MASK];
	}

	/** Get an element and keep it no longer. */
	static @Nullable Object take(@Nullable Object[][] segments, int index) {
		@Nullable Object[] segment = segments[index >>> BITS];
		Object element = segment[index & MASK];
		segment[index & MASK] = null;
		return element;
	}

	/** How many elements there are. */
	static int size(@Nullable Object[][] segments) {
		int last = segments.length - 1;
		return (last < 0) ? 0 : (last << BITS) + segments[last].length;
	}

}

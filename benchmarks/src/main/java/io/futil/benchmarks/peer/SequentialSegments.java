package io.futil.benchmarks.peer;

import java.util.AbstractList;
import java.util.List;

/**
 * A loop into many small arrays, which some garbage collectors handle much faster than
 * one large array.
 */
final class SequentialSegments implements Mapper {

	private static final int BITS = 10;

	private static final int SIZE = 1 << BITS;

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		int count = items.size();
		Object[][] segments = new Object[(count + SIZE - 1) >>> BITS][];
		for (int number = 0; number < segments.length; number++) {
			int start = number << BITS;
			Object[] segment = new Object[Math.min(SIZE, count - start)];
			for (int index = 0; index < segment.length; index++) {
				segment[index] = work.apply(items.get(start + index));
			}
			segments[number] = segment;
		}
		return new Segments<>(segments, count);
	}

	@Override
	public void close() {
	}

	private static final class Segments<R> extends AbstractList<R> {

		private final Object[][] segments;

		private final int size;

		Segments(Object[][] segments, int size) {
			this.segments = segments;
			this.size = size;
		}

		@Override
		@SuppressWarnings("unchecked")
		public R get(int index) {
			return (R) this.segments[index >>> BITS][index & (SIZE - 1)];
		}

		@Override
		public int size() {
			return this.size;
		}

	}

}

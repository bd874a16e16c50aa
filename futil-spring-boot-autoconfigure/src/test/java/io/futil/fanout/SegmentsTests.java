package io.futil.fanout;

import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Segments}, and that a call writes into nobody else's memory.
 */
class SegmentsTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1023, 1024, 1025, 2048, 5000 })
	void haveAllItemsInOrder(int size) {
		List<Integer> items = IntStream.range(0, size).boxed().toList();
		assertThat(read(items)).isEqualTo(items);
		assertThat(read(new ArrayList<>(items))).isEqualTo(items);
		assertThat(read(new LinkedHashSet<>(items))).isEqualTo(items);
		assertThat(read(new Careless(items.toArray(new Integer[0])))).isEqualTo(items);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1024, 3000 })
	void valuesDoNotTakeThePlaceOfWhatTheCollectionHas(int size) {
		List<Integer> items = IntStream.range(0, size).boxed().toList();
		List<String> values = items.stream().map(String::valueOf).toList();
		FanOutOperations fanOut = FanOutTemplate.of(Runnable::run);
		List<Integer> list = new ArrayList<>(items);
		Careless careless = new Careless(items.toArray(new Integer[0]));
		Integer[] array = items.toArray(new Integer[0]);
		assertThat(fanOut.map(list, String::valueOf)).isEqualTo(values);
		assertThat(fanOut.map(careless, String::valueOf)).isEqualTo(values);
		assertThat(fanOut.map(Arrays.asList(array), String::valueOf)).isEqualTo(values);
		assertThat(list).isEqualTo(items);
		assertThat(careless).containsExactlyElementsOf(items);
		assertThat(array).containsExactlyElementsOf(items);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1024, 3000 })
	void streamsLetGoOfNothingThatTheCollectionHas(int size) {
		List<Integer> items = IntStream.range(0, size).boxed().toList();
		FanOutOperations fanOut = FanOutTemplate.of(Runnable::run);
		Careless careless = new Careless(items.toArray(new Integer[0]));
		assertThat(fanOut.stream(careless, (item) -> item)).containsExactlyElementsOf(items);
		assertThat(fanOut.asCompleted(careless, (item) -> item)).hasSize(size);
		assertThat(careless).containsExactlyElementsOf(items);
	}

	private static List<@Nullable Object> read(Collection<?> items) {
		@Nullable Object[][] segments = Segments.of(items);
		return IntStream.range(0, Segments.size(segments)).mapToObj((i) -> Segments.get(segments, i)).toList();
	}

	/** Hands out the very array it keeps its items in, which is not of objects either. */
	private static final class Careless extends AbstractCollection<Integer> {

		private final Integer[] items;

		Careless(Integer[] items) {
			this.items = items;
		}

		@Override
		public Iterator<Integer> iterator() {
			return Arrays.asList(this.items).iterator();
		}

		@Override
		public int size() {
			return this.items.length;
		}

		@Override
		public Object[] toArray() {
			return this.items;
		}

	}

}

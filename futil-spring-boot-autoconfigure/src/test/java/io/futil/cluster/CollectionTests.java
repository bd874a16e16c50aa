package io.futil.cluster;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.acme.orders.Box;
import com.acme.orders.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Collections and arrays arrive with all that is in them, in the same order.
 */
class CollectionTests {

	@ParameterizedTest
	@MethodSource
	void aListArrivesAsAnArrayList(List<?> list) {
		assertThat(Wire.there(list)).isEqualTo(list).isExactlyInstanceOf(ArrayList.class);
	}

	static Stream<List<?>> aListArrivesAsAnArrayList() {
		return Stream.of(List.of(), List.of(1, 2, 3), Arrays.asList("a", null, "c"), new LinkedList<>(List.of(1)),
				Collections.nCopies(10_000, null), List.of(List.of(), List.of(List.of(Map.of()))),
				List.of(Set.of(), Map.of(), 'x', 1L));
	}

	@ParameterizedTest
	@MethodSource
	void aSetArrivesInItsOrder(Set<?> set) {
		Set<?> arrived = (Set<?>) Wire.there(set);
		assertThat(arrived).isExactlyInstanceOf(LinkedHashSet.class);
		assertThat(new ArrayList<Object>(arrived)).isEqualTo(new ArrayList<Object>(set));
	}

	static Stream<Set<?>> aSetArrivesInItsOrder() {
		Set<Integer> falling = new TreeSet<>(Comparator.reverseOrder());
		falling.addAll(List.of(1, 2, 3));
		return Stream.of(Set.of(), new LinkedHashSet<>(Arrays.asList("z", null, "a", "m")), falling,
				EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), Set.of(Set.of(), List.of()),
				Set.of(new Box<>("record"), new Box<>(null)));
	}

	@ParameterizedTest
	@MethodSource
	void aMapArrivesInItsOrder(Map<?, ?> map) {
		Map<?, ?> arrived = (Map<?, ?>) Wire.there(map);
		assertThat(arrived).isExactlyInstanceOf(LinkedHashMap.class).isEqualTo(new LinkedHashMap<>(map));
		assertThat(new ArrayList<Object>(arrived.keySet())).isEqualTo(new ArrayList<Object>(map.keySet()));
	}

	static Stream<Map<?, ?>> aMapArrivesInItsOrder() {
		Map<String, Object> ordered = new LinkedHashMap<>();
		ordered.put("z", 1);
		ordered.put(null, null);
		ordered.put("a", null);
		Map<Object, Object> nested = new HashMap<>();
		nested.put(List.of(1), Map.of("x", List.of()));
		return Stream.of(Map.of(), ordered, nested, new TreeMap<>(Map.of("b", 1, "a", 2)),
				new EnumMap<>(Map.of(DayOfWeek.FRIDAY, "!")), new ConcurrentHashMap<>(Map.of(1, 2)),
				Map.of(new Box<>(1), new Box<>(2)));
	}

	@Test
	void whatArrivesMayBeChanged() {
		@SuppressWarnings("unchecked")
		List<Object> list = (List<Object>) Wire.there(List.of(Set.of(), Map.of()));
		list.add(null);
		((Set<?>) list.get(0)).add(null);
		((Map<?, ?>) list.get(1)).put(null, null);
		assertThat(list).hasSize(3);
	}

	@Test
	void anArrayArrivesAsOneOfTheSameType() {
		arrays().forEach((array) -> {
			Object arrived = Wire.there(array);
			assertThat(arrived.getClass()).isEqualTo(array.getClass());
			assertThat(Arrays.deepEquals(new Object[] { arrived }, new Object[] { array })).isTrue();
		});
	}

	private static Stream<Object> arrays() {
		return Stream.of(new boolean[] { true, false }, new byte[] { 1, -1 }, new short[] { Short.MIN_VALUE },
				new char[] { 'a', '\uffff' }, new int[] { 1, Integer.MIN_VALUE }, new long[] { Long.MAX_VALUE },
				new float[] { 1.5f }, new double[] { -0.0 }, new int[0], new int[][] { { 1 }, {}, { 2, 3 } },
				new Object[] { 1, "x", null, new Object[0] }, new String[] { "a", null }, new Integer[] { 1 },
				new Number[] { 1, 2L }, new CharSequence[] { "x" }, new Comparable<?>[] { 1, "x" },
				new List<?>[] { List.of(1) }, new Set<?>[0], new Map<?, ?>[] { Map.of() }, new DayOfWeek[0],
				new Order.State[] { Order.State.PAID }, new Order.Line[0], new Record[] { new Box<>(1) },
				new Object[][][] { { { 1 } }, { null } }, new byte[100_000]);
	}

	@Test
	void namesOfClassesTravelOnce() {
		List<Box<Integer>> boxes = IntStream.range(0, 1_000).mapToObj(Box::new).toList();
		assertThat(Wire.codec().write(boxes)).hasSizeLessThan(10_000);
		assertThat(Wire.there(boxes)).isEqualTo(boxes);
	}

}

package io.futil.contract;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 1: order, nulls, duplicates, and items that nobody may look at.
 */
@ContractTest
class OrderContractTests {

	private static final int[] SIZES = { 0, 1, 2, 3, 4, 5, 16, 17, 1000 };

	static Stream<Combo> tellingVerbs() {
		return countingVerbs().filter((combo) -> combo.verb().tellsAll());
	}

	/** Many submissions are rightly refused where there is no queue. */
	static Stream<Combo> countingVerbs() {
		return Combo.of((verb) -> !verb.is(Trait.RACES), (kind) -> true)
			.filter((combo) -> combo.verb() != Verb.SUBMIT || combo.kind() != ExecutorKind.HANDOFF);
	}

	static Stream<Combo> lazyVerbs() {
		return Combo.of((verb) -> verb.is(Trait.LAZY) && verb.tellsAll(), (kind) -> true);
	}

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> true);
	}

	@ParameterizedTest
	@MethodSource("tellingVerbs")
	void valuesFollowTheInputWithNullsAndDuplicates(Combo combo) throws Exception {
		List<@Nullable Object> items = poisonNullsAndDuplicates();
		combo.run((lab) -> assertSameInstances(lab.call(combo.verb(), items, (item) -> item).get(), items));
	}

	@ParameterizedTest
	@MethodSource("lazyVerbs")
	void valuesFollowALazyInput(Combo combo) throws Exception {
		List<@Nullable Object> items = poisonNullsAndDuplicates();
		Iterable<@Nullable Object> lazy = items::iterator;
		combo.run((lab) -> assertSameInstances(lab.call(combo.verb(), lazy, (item) -> item).get(), items));
	}

	@ParameterizedTest
	@MethodSource("countingVerbs")
	void everyItemOfAnySizeOfInputRunsOnce(Combo combo) throws Exception {
		combo.run((lab) -> {
			int before = 0;
			for (int size : SIZES) {
				List<Integer> items = Lab.range(size);
				List<@Nullable Object> values = lab.call(combo.verb(), items, (item) -> item).get();
				assertThat(lab.started() - before).isEqualTo(size);
				if (combo.verb().tellsAll()) {
					assertThat(values).isEqualTo(items);
				}
				before = lab.started();
				lab.quiet();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("lazyVerbs")
	void portionsOfAnySizeLoseNothing(Combo combo) throws Exception {
		combo.run((lab) -> {
			List<Integer> items = Lab.range(100);
			for (int portion : new int[] { 1, 2, 7, 99, 100, 1000 }) {
				assertThat(lab.call(combo.verb(), lab.fanOut().chunkSize(portion), items, (item) -> item).get())
					.isEqualTo(items);
				lab.quiet();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void asCompletedFollowsCompletion(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate first = lab.gate();
			lab.call(() -> {
				try (Stream<TaskResult<Integer, Integer>> stream = lab.fanOut()
					.asCompleted(List.of(0, 1), (item) -> item)) {
					assertThat(stream.map(TaskResult::value)).containsExactlyInAnyOrder(0, 1);
				}
				return null;
			}).get();
			if (kind.threads >= 2) {
				Caller<List<Integer>> caller = lab.call(() -> {
					List<Integer> order = new ArrayList<>();
					try (Stream<TaskResult<Integer, Integer>> stream = lab.fanOut()
						.asCompleted(List.of(0, 1), (item) -> {
							if (item == 0) {
								first.pass();
							}
							return item;
						})) {
						stream.forEach((result) -> {
							order.add(result.index());
							first.open();
						});
					}
					return order;
				});
				assertThat(caller.get()).containsExactly(1, 0);
			}
		}
	}

	private static List<@Nullable Object> poisonNullsAndDuplicates() {
		List<@Nullable Object> items = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			PoisonItem twice = new PoisonItem(0);
			items.add(twice);
			items.add(null);
			items.add(twice);
		}
		return items;
	}

	private static void assertSameInstances(List<@Nullable Object> actual, List<@Nullable Object> expected) {
		assertThat(actual.size()).isEqualTo(expected.size());
		Iterator<@Nullable Object> others = expected.iterator();
		for (Object value : actual) {
			assertThat(value == others.next()).isTrue();
		}
	}

}

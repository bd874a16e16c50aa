package io.futil.contract;

import java.util.AbstractList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 7, for every verb: where the input is read, and that nothing of it stays.
 */
@ContractTest
class LazyContractTests {

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true)
			.filter((combo) -> combo.verb() != Verb.SUBMIT || combo.kind() != ExecutorKind.HANDOFF);
	}

	static Stream<Combo> lazy() {
		return Combo.of((verb) -> verb.is(Trait.LAZY), (kind) -> true);
	}

	@ParameterizedTest
	@MethodSource("lazy")
	void aCollectionIsReadOnTheCallersThread(Combo combo) throws Exception {
		combo.run((lab) -> {
			Queue<Thread> readers = new ConcurrentLinkedQueue<>();
			List<Integer> items = new AbstractList<>() {

				@Override
				public Integer get(int index) {
					readers.add(Thread.currentThread());
					return index;
				}

				@Override
				public int size() {
					return 20;
				}

			};
			Caller<?> caller = lab.call(combo.verb(), items, (item) -> item);
			caller.get();
			assertThat(readers).isNotEmpty().containsOnly(caller.thread());
		});
	}

	@ParameterizedTest
	@MethodSource("lazy")
	void anotherSourceIsReadByOneThreadAtATime(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.of(200);
			lab.call(combo.verb(), source, (item) -> item).get();
			assertThat(source.isReadByTwo()).isFalse();
			assertThat(source.read()).isEqualTo(200);
			assertThat(lab.started()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@MethodSource("lazy")
	void anotherSourceIsReadNoFasterThanItsTasksStart(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			CountingSource source = CountingSource.of(200);
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().concurrency(1), source, (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(1);
			lab.quiet();
			assertThat(source.read()).isEqualTo(1);
			gate.open();
			caller.get();
		});
	}

	/** With one thread only, who reads would wait for what it has in its own hands. */
	static Stream<Combo> lazyOnSeveralThreads() {
		return Combo.of((verb) -> verb.is(Trait.LAZY), (kind) -> kind.threads > 1);
	}

	@ParameterizedTest
	@MethodSource("lazyOnSeveralThreads")
	void anotherSourceMayWaitForItsTasks(Combo combo) throws Exception {
		combo.run((lab) -> {
			GrowingSource source = new GrowingSource(3_000, 3_050);
			lab.call(combo.verb(), source, (item) -> source.work((Integer) item)).get();
			assertThat(lab.started()).isEqualTo(3_050);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void nothingIsRetained(Combo combo) throws Exception {
		combo.run((lab) -> {
			lab.call(combo.verb(), CountingSource.of(20, (index) -> lab.remember(new Object())),
					(item) -> lab.remember(new Object()))
				.get();
			lab.call(combo.verb(), CountingSource.of(20, (index) -> lab.remember(new Object())), (item) -> {
				// Not remembered: compiled code may hold the last exception for a while.
				throw new IllegalStateException();
			}).await();
			assertThat(lab.started()).isGreaterThan(1);
		});
	}

}

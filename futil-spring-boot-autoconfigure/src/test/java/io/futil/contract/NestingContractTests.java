package io.futil.contract;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 4: nesting never dead-locks.
 */
@ContractTest
class NestingContractTests {

	private static final Set<ExecutorKind> SMALL = EnumSet.of(ExecutorKind.POOL_OF_1, ExecutorKind.OPAQUE,
			ExecutorKind.TINY_CALLER_RUNS, ExecutorKind.WORKER);

	/** Without a queue, a submission that nobody waits for is rightly refused. */
	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true)
			.filter((combo) -> !combo.verb().is(Trait.ASYNC) || combo.kind() != ExecutorKind.HANDOFF);
	}

	static Stream<Combo> small() {
		return Combo.of((verb) -> true, SMALL::contains);
	}

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> true);
	}

	static Stream<ExecutorKind> smallExecutors() {
		return Combo.kinds(SMALL::contains);
	}

	@ParameterizedTest
	@MethodSource("all")
	void aVerbInsideItselfInsideItself(Combo combo) throws Exception {
		Verb verb = combo.verb();
		combo.run((lab) -> {
			Task leaf = lab.counted((item) -> item);
			Task middle = (item) -> verb.run(lab.fanOut(), Lab.range(3), leaf);
			Task outer = (item) -> verb.run(lab.fanOut(), Lab.range(3), middle);
			lab.call(() -> verb.run(lab.fanOut(), Lab.range(3), outer)).get();
			if (!verb.is(Trait.RACES)) {
				assertThat(lab.started()).isEqualTo(27);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("small")
	void aVerbInsideEveryOtherOnSmallPools(Combo combo) throws Exception {
		combo.run((lab) -> {
			for (Verb outer : Verb.values()) {
				Task leaf = lab.counted((item) -> item);
				Task inner = (item) -> combo.verb().run(lab.fanOut(), Lab.range(2), leaf);
				lab.call(() -> outer.run(lab.fanOut(), Lab.range(2), inner)).get();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("small")
	void eightInEightOnSmallPools(Combo combo) throws Exception {
		Verb verb = combo.verb();
		combo.run((lab) -> {
			Task leaf = lab.counted((item) -> item);
			lab.call(() -> verb.run(lab.fanOut(), Lab.range(8), (item) -> verb.run(lab.fanOut(), Lab.range(8), leaf)))
				.get();
			if (!verb.is(Trait.RACES)) {
				assertThat(lab.started()).isEqualTo(64);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("small")
	void aCircleOfTwoExecutors(Combo combo) throws Exception {
		Verb verb = combo.verb();
		combo.run((here) -> {
			try (Lab there = new Lab(combo.kind())) {
				for (boolean shared : new boolean[] { true, false }) {
					FanOutOperations a = here.fanOut();
					FanOutOperations b = shared ? a.on(there.executor()) : there.fanOut();
					Caller<?> oneWay = here.call(() -> circle(verb, a, b, 4));
					Caller<?> otherWay = there.call(() -> circle(verb, b, a, 4));
					oneWay.get();
					otherWay.get();
				}
			}
		});
	}

	private static @Nullable Object circle(Verb verb, FanOutOperations on, FanOutOperations next, int depth)
			throws Exception {
		return (depth == 0) ? depth : verb.run(on, Lab.range(2), (item) -> circle(verb, next, on, depth - 1));
	}

	@ParameterizedTest
	@MethodSource("smallExecutors")
	void callsThatMeetOnEachOthersPools(ExecutorKind kind) throws Exception {
		try (Lab here = new Lab(kind); Lab there = new Lab(kind)) {
			FanOutOperations a = here.fanOut();
			FanOutOperations b = a.on(there.executor());
			for (int i = 0; i < 200; i++) {
				Caller<?> oneWay = here.call(() -> circle(Verb.MAP, a, b, 3));
				Caller<?> otherWay = there.call(() -> circle(Verb.MAP, b, a, 3));
				oneWay.get();
				otherWay.get();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void futuresAwaitedInsideTasks(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			List<Callable<Integer>> waits = List.of(() -> fanOut.submit(() -> 1).join(),
					() -> fanOut.submit(() -> 1).get(), () -> fanOut.submit(() -> 1).get(20, TimeUnit.SECONDS),
					() -> FanOutFuture
						.asCompleted(List.of(fanOut.submit(() -> 1), fanOut.submit(() -> 1)), Caller.LIMIT)
						.mapToInt(FanOutFuture::join)
						.sum());
			assertThat(lab.call(() -> fanOut.map(Arrays.asList(0, 1, 2, 3), (which) -> waits.get(which).call())).get())
				.containsExactly(1, 1, 1, 2);
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aCallOfAnotherTemplateInsideATask(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Executor executor = lab.executor();
			List<List<Integer>> values = lab
				.call(() -> lab.fanOut()
					.map(Lab.range(3), (item) -> FanOutTemplate.of(executor).map(Lab.range(3), (inner) -> inner)))
				.get();
			assertThat(values).hasSize(3).containsOnly(Lab.range(3));
		}
	}

}

package io.futil.contract;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 3: a deadline binds the caller. A gate that is still closed when the call has ended
 * shows that the deadline ended it.
 */
@ContractTest
class DeadlineContractTests {

	private static final Duration SOON = Duration.ofMillis(15);

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	/** Ten submissions fill the tiny pool, and the caller runs the rest itself. */
	static Stream<Combo> onOtherThreads() {
		return Combo.of((verb) -> true, (kind) -> kind != ExecutorKind.DIRECT)
			.filter((combo) -> combo.verb() != Verb.SUBMIT || !combo.kind().inCaller);
	}

	static Stream<Combo> withReasons() {
		return Combo.of((verb) -> verb.is(Trait.REASONS), (kind) -> true);
	}

	static Stream<Combo> lazyWithReasons() {
		return Combo.of((verb) -> verb.is(Trait.REASONS) && verb.is(Trait.LAZY), (kind) -> true);
	}

	static Stream<Combo> withResultsInTheException() {
		return Combo.of((verb) -> !verb.is(Trait.SETTLES) && !verb.is(Trait.STREAMS) && verb != Verb.SUBMIT,
				(kind) -> true);
	}

	static Stream<Combo> lazy() {
		return Combo.of((verb) -> verb.is(Trait.LAZY), (kind) -> kind != ExecutorKind.DIRECT);
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void uninterruptibleTasksDoNotHoldTheCaller(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().timeout(SOON), Lab.range(10),
					(item) -> {
						gate.passStubbornly();
						return item;
					});
			assertEndedLate(combo.verb(), caller, 10);
			assertThat(gate.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void interruptibleTasksAreInterrupted(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().timeout(SOON), Lab.range(10),
					(item) -> {
						gate.pass();
						return item;
					});
			assertEndedLate(combo.verb(), caller, 10);
			gate.awaitInterrupts(gate.arrived());
			assertThat(caller.isInterrupted()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("withReasons")
	void aTaskThatStartedIsNeverReportedAsNotStarted(Combo combo) throws Exception {
		assertReasons(combo, Lab.range(10));
	}

	@ParameterizedTest
	@MethodSource("lazyWithReasons")
	void aTaskOfALazySourceThatStartedIsNeverReportedAsNotStarted(Combo combo) throws Exception {
		List<Integer> items = Lab.range(10);
		Iterable<Integer> lazy = items::iterator;
		assertReasons(combo, lazy);
	}

	private static void assertReasons(Combo combo, Iterable<?> items) throws Exception {
		for (int i = 0; i < 5; i++) {
			combo.run((lab) -> {
				Gate gate = lab.gate();
				Set<Object> started = ConcurrentHashMap.newKeySet();
				List<@Nullable Object> values = lab
					.call(combo.verb(), lab.fanOut().timeout(Duration.ofMillis(2)), items, (item) -> {
						started.add((item != null) ? item : -1);
						gate.pass();
						return item;
					})
					.get();
				for (int place = 0; place < values.size(); place++) {
					if (started.contains(place)) {
						assertThat(values.get(place)).as("item " + place)
							.isInstanceOfSatisfying(Failed.class,
									(failed) -> assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT));
					}
				}
			});
		}
	}

	@ParameterizedTest
	@MethodSource("withResultsInTheException")
	void theExceptionTellsWhatWasFinishedAndWhatNot(Combo combo) throws Exception {
		boolean race = combo.verb().is(Trait.RACES);
		// As long as it takes on this machine for the first task to end in time.
		for (Duration timeout = SOON; !endsBetweenTheFirstTwoTasks(combo, timeout, race);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean endsBetweenTheFirstTwoTasks(Combo combo, Duration timeout, boolean race) throws Exception {
		try (Lab lab = new Lab(combo.kind())) {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().concurrency(1).timeout(timeout), Lab.range(4),
					(item) -> {
						if (!Integer.valueOf(0).equals(item)) {
							gate.pass();
						}
						else if (race) {
							throw new IllegalStateException("finished");
						}
						return item;
					});
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
			if (gate.arrived() == 0) {
				return false;
			}
			gate.awaitInterrupts(1);
			List<TaskResult<?, ?>> results = ((FanOutTimeoutException) caller.failure()).results();
			assertThat(results).extracting(TaskResult::index).containsExactly(0, 1, 2, 3);
			assertThat(results).extracting(TaskResult::ok).containsExactly(!race, false, false, false);
			assertThat(results).extracting(TaskResult::attempts).containsExactly(1, 1, 0, 0);
			return true;
		}
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void aNestedCallInheritsTheDeadline(Combo combo) throws Exception {
		// As long as it takes on this machine for the outer task to start in time.
		for (Duration timeout = SOON; !nestedCallEndsWithTheOuterOne(combo, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean nestedCallEndsWithTheOuterOne(Combo combo, Duration timeout) throws Exception {
		try (Lab lab = new Lab(combo.kind())) {
			Gate gate = lab.gate();
			Gate innerStarted = lab.gate();
			Gate innerEnded = lab.gate();
			Caller<?> caller = lab.call(() -> lab.fanOut().timeout(timeout).map(List.of(1), (one) -> {
				innerStarted.open();
				try {
					return combo.verb().run(lab.fanOut(), Lab.range(3), lab.counted((item) -> {
						gate.passStubbornly();
						return item;
					}));
				}
				finally {
					innerEnded.open();
				}
			}));
			// A nested call that settles may be just in time for the outer one.
			caller.await();
			if (!innerStarted.isOpen()) {
				return false;
			}
			Await.until("the nested call has ended", innerEnded::isOpen);
			assertThat(gate.isOpen()).isFalse();
			return true;
		}
	}

	@ParameterizedTest
	@MethodSource("lazy")
	void aSourceThatBlocksDoesNotHoldTheCaller(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Iterable<Object> stuck = () -> new Iterator<>() {

				@Override
				public boolean hasNext() {
					gate.passStubbornly();
					return false;
				}

				@Override
				public Object next() {
					throw new IllegalStateException();
				}

			};
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().timeout(SOON), stuck,
					(item) -> item);
			assertEndedLate(combo.verb(), caller, 0);
			assertThat(gate.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aDeadlineFarAwayIsNoDeadline(Combo combo) throws Exception {
		for (Duration far : List.of(Duration.ofDays(400_000), Duration.ofSeconds(Long.MAX_VALUE))) {
			combo.run((lab) -> {
				FanOutOperations fanOut = lab.fanOut().timeout(far).taskTimeout(far).cancelGrace(far);
				assertThat(lab.call(combo.verb(), fanOut, Lab.range(3), (item) -> item).get()).doesNotContainNull();
				assertThat(lab.started()).isPositive();
			});
		}
	}

	@ParameterizedTest
	@MethodSource("withReasons")
	void aTaskTimeOutEndsItsTaskOnly(Combo combo) throws Exception {
		// As long as it takes on this machine for the quick tasks to end in time.
		for (Duration timeout = SOON; !onlyTheSlowTaskIsLate(combo, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean onlyTheSlowTaskIsLate(Combo combo, Duration timeout) throws Exception {
		try (Lab lab = new Lab(combo.kind())) {
			Gate gate = lab.gate();
			List<@Nullable Object> values = lab
				.call(combo.verb(), lab.fanOut().taskTimeout(timeout), Lab.range(3), (item) -> {
					if (Integer.valueOf(1).equals(item)) {
						gate.pass();
					}
					return item;
				})
				.get();
			assertThat(values.get(1)).isInstanceOfSatisfying(Failed.class,
					(failed) -> assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT));
			return Integer.valueOf(0).equals(values.get(0)) && Integer.valueOf(2).equals(values.get(2));
		}
	}

	/** The nested call fails because of the very deadline that ends the outer one. */
	@ParameterizedTest
	@MethodSource("nestingExecutors")
	void theOuterCallTellsItsOwnTimeOut(ExecutorKind kind) throws Exception {
		for (int i = 0; i < 20; i++) {
			try (Lab lab = new Lab(kind)) {
				Gate gate = lab.gate();
				FanOutOperations inner = lab.fanOut().named("inner").timeout(Caller.LIMIT);
				FanOutOperations outer = lab.fanOut().named("outer").timeout(Duration.ofMillis(5));
				Caller<?> caller = lab.call(() -> outer.map(List.of(1), (one) -> inner.map(List.of(1), (two) -> {
					gate.pass();
					return two;
				})));
				assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class)
					.hasMessageStartingWith("map 'outer'")
					.hasMessageContaining("(5ms)");
				Caller<List<TaskResult<Integer, List<Integer>>>> settling = lab
					.call(() -> outer.results(List.of(1), (one) -> inner.map(List.of(1), (two) -> {
						gate.pass();
						return two;
					})));
				assertThat(settling.get()).singleElement()
					.isInstanceOfSatisfying(TaskResult.Failure.class,
							(failure) -> assertThat(failure.reason()).isIn(Reason.TIMED_OUT, Reason.NOT_STARTED));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("nestingExecutors")
	void aLatePlaceHasTheDefaultAndNothingElse(ExecutorKind kind) throws Exception {
		for (int i = 0; i < 30; i++) {
			try (Lab lab = new Lab(kind)) {
				Caller<List<Integer>> caller = lab
					.call(() -> lab.fanOut().timeout(Duration.ofMillis(3)).mapOrDefault(Lab.range(2_000), (item) -> {
						if (item % 2 == 0) {
							throw new IllegalStateException();
						}
						return item;
					}, -1));
				assertThat(caller.get()).hasSize(2_000).doesNotContainNull();
			}
		}
	}

	static Stream<ExecutorKind> nestingExecutors() {
		return Combo.kinds((kind) -> !kind.inCaller);
	}

	private static void assertEndedLate(Verb verb, Caller<List<@Nullable Object>> caller, int size) throws Exception {
		if (verb.is(Trait.SETTLES)) {
			assertThat(caller.get()).hasSize(size).allMatch(Failed.class::isInstance);
		}
		else {
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
		}
	}

}

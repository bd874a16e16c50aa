package io.futil.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Retry: attempts are made, counted and told as they should be, and hold nothing while
 * they wait.
 */
@ContractTest
class RetryContractTests {

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	static Stream<Combo> failingFast() {
		return Combo.of((verb) -> !verb.is(Trait.SETTLES) && !verb.is(Trait.KEEPS_FAILURES) && !verb.is(Trait.RACES),
				(kind) -> true);
	}

	static Stream<Combo> withReasons() {
		return Combo.of((verb) -> verb.is(Trait.REASONS), (kind) -> true);
	}

	/** Those that go on whatever an item does, and do not read ahead of a consumer. */
	static Stream<Combo> complete() {
		return Combo.of((verb) -> !verb.is(Trait.RACES) && !verb.is(Trait.INDEPENDENT) && !verb.is(Trait.STREAMS),
				(kind) -> true);
	}

	static Stream<Combo> onOtherThreads() {
		return complete().filter((combo) -> !combo.kind().inCaller && combo.verb().is(Trait.WAITS));
	}

	static Stream<ExecutorKind> kinds() {
		return Combo.kinds((kind) -> true);
	}

	// What comes of it

	@ParameterizedTest
	@MethodSource("all")
	void aTaskThatFailsTwiceHasItsValueInTheThirdAttempt(Combo combo) throws Exception {
		for (Duration delay : List.of(Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(-400_000),
				Duration.ofSeconds(Long.MIN_VALUE))) {
			TestRetry retry = new TestRetry(3, delay);
			combo.run((lab) -> {
				Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
				List<@Nullable Object> values = lab
					.call(combo.verb(), lab.fanOut().retryWith(retry), Lab.range(10), (item) -> {
						if (count(attempts, item) < 3) {
							throw new IllegalStateException("attempt");
						}
						return item;
					})
					.get();
				if (combo.verb().tellsAll()) {
					assertThat(values).isEqualTo(Lab.range(10));
				}
				if (!combo.verb().is(Trait.RACES)) {
					assertThat(attempts.values()).hasSize(10).allMatch((number) -> number.get() == 3);
				}
			});
			retry.assertSettled();
		}
	}

	@ParameterizedTest
	@MethodSource("failingFast")
	void theLastFailureIsThrownWithThoseBeforeSuppressed(Combo combo) throws Exception {
		TestRetry retry = new TestRetry(12, Duration.ZERO);
		combo.run((lab) -> {
			List<Throwable> thrown = new ArrayList<>();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), List.of(1), (item) -> {
				RuntimeException failure = new IllegalStateException("attempt " + thrown.size());
				thrown.add(failure);
				throw failure;
			});
			assertThat(caller.failure()).isSameAs(thrown.get(11));
			assertThat(caller.failure().getSuppressed()).containsExactlyElementsOf(thrown.subList(0, 8));
			assertThat(lab.started()).isEqualTo(12);
		});
		retry.assertSettled();
	}

	@ParameterizedTest
	@MethodSource("failingFast")
	void checkedSharedAndCyclicFailuresBreakNothing(Combo combo) throws Exception {
		Exception one = new Exception("one");
		Exception other = new Exception("other", one);
		one.initCause(other);
		combo.run((lab) -> {
			AtomicInteger attempts = new AtomicInteger();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(new TestRetry(20, Duration.ZERO)),
					List.of(1), (item) -> {
						throw (attempts.incrementAndGet() % 2 == 0) ? one : other;
					});
			assertThat(caller.failure()).isExactlyInstanceOf(FanOutException.class).hasCause(one);
			assertThat(one.getSuppressed()).hasSizeLessThanOrEqualTo(8);
			assertThat(attempts).hasValue(20);
		});
	}

	@ParameterizedTest
	@MethodSource("failingFast")
	void aFailureThatCannotBeAskedForItsCauseIsOneLikeAnyOther(Combo combo) throws Exception {
		RuntimeException secretive = new IllegalStateException("secretive") {

			@Override
			public synchronized Throwable getCause() {
				throw new IllegalStateException("no cause");
			}

		};
		TestRetry retry = new TestRetry(2, Duration.ZERO);
		combo.run((lab) -> {
			AtomicInteger attempts = new AtomicInteger();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), List.of(1), (item) -> {
				attempts.incrementAndGet();
				throw secretive;
			});
			assertThat((Object) caller.failure()).isSameAs(secretive);
			assertThat(attempts).hasValue(2);
		});
		retry.assertSettled();
	}

	@ParameterizedTest
	@MethodSource("withReasons")
	void attemptsAndTimesAreInTheResults(Combo combo) throws Exception {
		TestRetry retry = new TestRetry(3, Duration.ofMillis(20));
		combo.run((lab) -> {
			Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
			List<? extends TaskResult<?, ?>> results = results(combo.verb(), lab, lab.fanOut().retryWith(retry), 4,
					(item) -> {
						// Item 0 succeeds at once, 1 in the second attempt and so on.
						if (count(attempts, item) <= (Integer) item) {
							throw new IllegalStateException("attempt");
						}
						return item;
					});
			assertThat(results).extracting(TaskResult::attempts).containsExactly(1, 2, 3, 3);
			assertThat(results).extracting(TaskResult::ok).containsExactly(true, true, true, false);
			assertThat(results.get(3)).isInstanceOfSatisfying(TaskResult.Failure.class, (failure) -> {
				assertThat(failure.reason()).isEqualTo(Reason.FAILED);
				assertThat(failure.cause()).isInstanceOf(IllegalStateException.class);
				assertThat(failure.cause().getSuppressed()).hasSize(2);
			});
		});
		retry.assertSettled();
	}

	// In which order, and at what price

	@ParameterizedTest
	@MethodSource("complete")
	void retriesComeBehindAllFirstAttempts(Combo combo) throws Exception {
		TestRetry retry = TestRetry.atOnce();
		combo.run((lab) -> {
			Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
			List<Integer> order = new ArrayList<>();
			lab.call(combo.verb(), lab.fanOut().concurrency(1).retryWith(retry), Lab.range(100), (item) -> {
				int attempt = count(attempts, item);
				order.add(attempt);
				if (attempt == 1) {
					throw new IllegalStateException("attempt");
				}
				return item;
			}).get();
			// Of a gather the branches are declared one by one, as the first ones run.
			if (combo.verb() != Verb.GATHER && combo.verb() != Verb.GATHER_OPTIONAL) {
				assertThat(order.subList(0, 100)).containsOnly(1);
			}
			assertThat(order).hasSize(200);
		});
		retry.assertSettled();
	}

	/** A hundred back-offs of which each lasts for ever go on at once, on any pool. */
	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void aTaskThatWaitsHoldsNoThread(Combo combo) throws Exception {
		TestRetry retry = TestRetry.muchLater();
		combo.run((lab) -> {
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), Lab.range(100), (item) -> {
				throw new IllegalStateException("attempt");
			});
			retry.awaitWaiting(100);
			lab.restsBut(caller);
			assertThat(lab.started()).isEqualTo(100);
			assertThat(caller.isDone()).isFalse();
			// Their places are there for others, too.
			assertThat(lab.call(Verb.MAP, Lab.range(10), (item) -> item).get()).hasSize(10);
			caller.thread().interrupt();
			caller.await();
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aStreamWaitsForWhatIsTriedAgainAndReadsNoFurther(ExecutorKind kind) throws Exception {
		for (Verb verb : List.of(Verb.STREAM, Verb.AS_COMPLETED)) {
			TestRetry retry = TestRetry.muchLater();
			try (Lab lab = new Lab(kind)) {
				CountingSource source = CountingSource.endless();
				Caller<?> caller = lab.call(verb, lab.fanOut().concurrency(2).retryWith(retry), source, (item) -> {
					throw new IllegalStateException("attempt");
				});
				// Two for each of as many workers as the engine knows of.
				boolean unknown = kind == ExecutorKind.OPAQUE || kind == ExecutorKind.DIRECT;
				int workers = unknown ? 2 : Math.min(2, kind.threads);
				retry.awaitWaiting(2 * workers);
				caller.thread().interrupt();
				caller.failure();
				// None was seen on the way to more.
				assertThat(retry.begun()).isEqualTo(2 * workers);
				assertThat(source.read()).isLessThanOrEqualTo(4);
			}
			retry.assertSettled();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void inAnEndlessStreamWhatIsTriedAgainHasItsTurn(ExecutorKind kind) throws Exception {
		TestRetry retry = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(kind)) {
			Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
			Caller<Long> caller = lab.call(() -> {
				try (Stream<TaskResult<Object, Object>> stream = lab.fanOut()
					.concurrency(2)
					.retryWith(retry)
					.asCompleted(CountingSource.endless(), (item) -> {
						if (item.equals(0) && count(attempts, item) == 1) {
							throw new IllegalStateException("attempt");
						}
						return item;
					})) {
					return stream.takeWhile((result) -> result.index() != 0).count();
				}
			});
			assertThat(caller.get()).isNotNegative();
		}
		retry.assertSettled();
	}

	// What is not retried

	@ParameterizedTest
	@MethodSource("failingFast")
	void whatCallsATaskOffIsNotRetried(Combo combo) throws Exception {
		for (Exception calledOff : List.of(new InterruptedException("stop"), new CancellationException("stop"),
				new IllegalStateException(new InterruptedException("stop")))) {
			TestRetry retry = TestRetry.atOnce();
			combo.run((lab) -> {
				Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), List.of(1), (item) -> {
					throw calledOff;
				});
				caller.failure();
				assertThat(lab.started()).isEqualTo(1);
			});
			retry.assertSettled();
			assertThat(retry.granted()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("withReasons")
	void anAttemptThatIsTooLateIsFollowedByTheNextOnceItHasEnded(Combo combo) throws Exception {
		TestRetry retry = TestRetry.atOnce();
		combo.run((lab) -> {
			Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
			AtomicInteger running = new AtomicInteger();
			Gate late = lab.gate();
			FanOutOperations fanOut = lab.fanOut().taskTimeout(Duration.ofMillis(5)).retryWith(retry);
			List<? extends TaskResult<?, ?>> results = results(combo.verb(), lab, fanOut, 1, (item) -> {
				assertThat(running.incrementAndGet()).isEqualTo(1);
				try {
					if (count(attempts, item) == 1) {
						// Only the interrupt ends it.
						late.pass();
					}
					return item;
				}
				catch (InterruptedException ex) {
					assertThat(attempts.values()).hasSize(1).allMatch((number) -> number.get() == 1);
					throw ex;
				}
				finally {
					running.decrementAndGet();
				}
			});
			// The later attempts may be late as well, on a slow machine.
			assertThat(results).singleElement().matches((result) -> result.attempts() >= 2);
		});
		retry.assertSettled();
	}

	@ParameterizedTest
	@MethodSource("withReasons")
	void aBudgetThatIsSpentMakesAFailureFinal(Combo combo) throws Exception {
		for (double budget : new double[] { 0, 0.01, 0.2 }) {
			TestRetry retry = new TestRetry(5, Duration.ZERO).budget(budget);
			combo.run((lab) -> {
				results(combo.verb(), lab, lab.fanOut().retryWith(retry), 200, (item) -> {
					throw new IllegalStateException("attempt");
				});
				assertThat(lab.started() - 200).isEqualTo((budget == 0) ? 0 : Math.max(10, (int) (budget * 200)));
			});
			retry.assertSettled();
		}
	}

	@Test
	void aBudgetThatMakesNoSenseIsRefused() {
		for (double budget : new double[] { -0.1, Double.NaN }) {
			FanOutOperations fanOut = FanOutTemplate.of(Runnable::run).retryWith(TestRetry.atOnce().budget(budget));
			assertThatIllegalArgumentException().isThrownBy(() -> fanOut.map(List.of(1), (item) -> item))
				.withMessageContaining("budget of " + budget);
		}
	}

	// A race

	@ParameterizedTest
	@MethodSource("kinds")
	void aBranchOfARaceIsTriedAgainAndMayWin(ExecutorKind kind) throws Exception {
		TestRetry retry = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(kind)) {
			AtomicInteger attempts = new AtomicInteger();
			Callable<String> fails = () -> {
				throw new IllegalStateException("always");
			};
			Tasks<String> tasks = Tasks.of("fails", fails).and("flaky", () -> {
				if (attempts.incrementAndGet() == 1) {
					throw new IllegalStateException("once");
				}
				return "won";
			});
			assertThat(lab.call(() -> lab.fanOut().retryWith(retry).firstSuccess(tasks)).get().name())
				.isEqualTo("flaky");
			assertThat(lab.call(() -> lab.fanOut().retryWith(retry).firstSuccess(Tasks.of("a", fails).and("b", fails)))
				.failure()).isInstanceOf(AllTasksFailedException.class);
		}
		retry.assertSettled();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aRaceDoesNotWaitForWhatIsTriedAgain(ExecutorKind kind) throws Exception {
		TestRetry retry = TestRetry.muchLater();
		try (Lab lab = new Lab(kind)) {
			Queue<String> order = new ConcurrentLinkedQueue<>();
			Tasks<String> tasks = Tasks.<String>of("fails", () -> {
				order.add("fails");
				throw new IllegalStateException("once");
			}).and("wins", () -> {
				order.add("wins");
				return "won";
			});
			assertThat(lab.call(() -> lab.fanOut().retryWith(retry).firstSuccess(tasks)).get().name())
				.isEqualTo("wins");
			assertThat(order.stream().filter("fails"::equals).count()).isLessThanOrEqualTo(1);
		}
		retry.assertSettled();
	}

	// Inside each other

	@ParameterizedTest
	@MethodSource("kinds")
	void callsInsideEachOtherAreRetriedEach(ExecutorKind kind) throws Exception {
		TestRetry outer = new TestRetry(2, Duration.ofMillis(1));
		TestRetry inner = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(kind)) {
			AtomicInteger attempts = new AtomicInteger();
			Caller<?> caller = lab.call(() -> lab.fanOut()
				.retryWith(outer)
				.results(Lab.range(3), (item) -> lab.fanOut().retryWith(inner).map(Lab.range(1), (nested) -> {
					attempts.incrementAndGet();
					throw new IllegalStateException("attempt");
				})));
			caller.get();
			assertThat(attempts).hasValue(3 * 2 * 2);
		}
		outer.assertSettled();
		inner.assertSettled();
	}

	private static int count(Map<Object, AtomicInteger> attempts, @Nullable Object item) {
		return attempts.computeIfAbsent((item != null) ? item : -1, (key) -> new AtomicInteger()).incrementAndGet();
	}

	/** What a verb that gives reasons tells in full. */
	private static List<? extends TaskResult<?, ?>> results(Verb verb, Lab lab, FanOutOperations fanOut, int items,
			Task task) throws Exception {
		Task counted = lab.counted(task);
		return switch (verb) {
			case RESULTS -> lab.call(() -> fanOut.results(Lab.range(items), counted::run)).get();
			case ASYNC_RESULTS ->
				lab.call(() -> Verb.get(fanOut.async().results(Lab.range(items), counted::run))).get();
			case SCATTER_GATHER_RESULTS -> lab.call(() -> {
				Map<String, Callable<@Nullable Object>> tasks = new LinkedHashMap<>();
				Lab.range(items).forEach((item) -> tasks.put("task-" + item, () -> counted.run(item)));
				return new ArrayList<>(fanOut.scatterGatherResults(tasks).values());
			}).get();
			default -> throw new IllegalArgumentException(verb + " gives no reasons");
		};
	}

}

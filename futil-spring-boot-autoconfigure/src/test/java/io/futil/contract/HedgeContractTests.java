package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 6, where the tasks of a race start one by one.
 */
@ContractTest
class HedgeContractTests {

	private static final Duration NEVER = Duration.ofDays(1);

	private static final Duration SOON = Duration.ofMillis(1);

	private static final Duration A_WHILE = Duration.ofMillis(30);

	static Stream<Combo> all() {
		return Combo.of(HedgeContractTests::isRace, (kind) -> true);
	}

	static Stream<Combo> waiting() {
		return Combo.of((verb) -> verb == Verb.FIRST_SUCCESS, (kind) -> true);
	}

	static Stream<Combo> withThreads() {
		return Combo.of(HedgeContractTests::isRace, (kind) -> kind.threads > 1);
	}

	static Stream<Combo> withOneThread() {
		return Combo.of(HedgeContractTests::isRace, (kind) -> kind.most == 1);
	}

	static Stream<Combo> thatCanBeShutDown() {
		return Combo.of(HedgeContractTests::isRace, ExecutorKind::canBeShutDown);
	}

	static Stream<ExecutorKind> onOtherThreads() {
		return Combo.kinds((kind) -> kind != ExecutorKind.DIRECT);
	}

	private static boolean isRace(Verb verb) {
		return verb == Verb.FIRST_SUCCESS || verb == Verb.ASYNC_FIRST_SUCCESS;
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void theNextTaskStartsAfterTheDelayAndWins(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.pass();
				}
				gate.awaitArrivals(1);
				return item;
			}).get()).containsExactly(1);
			gate.awaitInterrupts(1);
			assertThat(gate.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void theWinnerDoesNotWaitForAStubbornFirst(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.passStubbornly();
				}
				gate.awaitArrivals(1);
				return item;
			}).get()).containsExactly(1);
			assertThat(gate.isOpen()).isFalse();
			gate.awaitInterrupts(1);
		});
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void theFirstMayStillWinAndTheHedgeIsInterrupted(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON), Lab.range(2), (item) -> {
				if (Integer.valueOf(1).equals(item)) {
					gate.pass();
				}
				gate.awaitArrivals(1);
				return item;
			}).get()).containsExactly(0);
			gate.awaitInterrupts(1);
			assertThat(gate.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void ofManyAtOnceThereIsOneWinner(Combo combo) throws Exception {
		for (int i = 0; i < 20; i++) {
			combo.run((lab) -> {
				CyclicBarrier barrier = new CyclicBarrier(lab.kind().threads);
				List<Integer> items = Lab.range(lab.kind().threads);
				assertThat(lab.call(combo.verb(), lab.fanOut().hedge(Duration.ZERO), items, (item) -> {
					barrier.await();
					return item;
				}).get()).hasSize(1).first().isIn(items);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void aFailureStartsTheNextAtOnceAndInOrder(Combo combo) throws Exception {
		combo.run((lab) -> {
			Queue<@Nullable Object> started = new ConcurrentLinkedQueue<>();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(NEVER), Lab.range(5), (item) -> {
				started.add(item);
				if (!Integer.valueOf(3).equals(item)) {
					throw new IllegalStateException("task " + item);
				}
				return item;
			}).get()).containsExactly(3);
			assertThat(started).containsExactly(0, 1, 2, 3);
		});
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void aTaskThatWaitsToBeTriedAgainTakesNoThreadFromAHedge(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut()
				.concurrency(2)
				.hedge(SOON)
				.retry(RetrySettings.maxAttempts(2).maxDelay(NEVER).delay(NEVER));
			assertThat(lab.call(combo.verb(), fanOut, Lab.range(3), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					throw new IllegalStateException("to be tried again tomorrow");
				}
				if (Integer.valueOf(1).equals(item)) {
					gate.pass();
				}
				return item;
			}).get()).containsExactly(2);
			assertThat(gate.isOpen()).isFalse();
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aTaskThatIsTooSlowIsAFailure(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(NEVER).taskTimeout(A_WHILE), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.pass();
				}
				return item;
			}).get()).containsExactly(1);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aQuickFirstIsTheOnlyOne(Combo combo) throws Exception {
		combo.run((lab) -> {
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(NEVER), Lab.range(5), (item) -> item).get())
				.containsExactly(0);
			assertThat(lab.started()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void allFailuresAreKept(Combo combo) throws Exception {
		for (Duration delay : List.of(Duration.ZERO, SOON, NEVER)) {
			combo.run((lab) -> {
				Throwable failure = lab.call(combo.verb(), lab.fanOut().hedge(delay), Lab.range(7), (item) -> {
					throw new IllegalStateException("task " + item);
				}).failure();
				assertThat(failure).isInstanceOf(AllTasksFailedException.class);
				assertThat(Stream.concat(Stream.of(failure.getCause()), Stream.of(failure.getSuppressed())))
					.extracting(Throwable::getMessage)
					.containsExactlyInAnyOrderElementsOf(Lab.range(7).stream().map((item) -> "task " + item).toList());
			});
		}
	}

	@ParameterizedTest
	@MethodSource("withOneThread")
	void withoutAThreadForItTheHedgeDoesNotStart(Combo combo) throws Exception {
		assertNotHedged(combo, SOON);
	}

	@ParameterizedTest
	@MethodSource("all")
	void theDeadlinePassesDuringTheDelay(Combo combo) throws Exception {
		assertNotHedged(combo, NEVER);
	}

	private static void assertNotHedged(Combo combo, Duration delay) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Throwable failure = lab
				.call(combo.verb(), lab.fanOut().hedge(delay).timeout(A_WHILE), Lab.range(3), (item) -> {
					gate.pass();
					return item;
				})
				.failure();
			assertThat(failure).isInstanceOf(FanOutTimeoutException.class);
			List<TaskResult<?, ?>> results = ((FanOutTimeoutException) failure).results();
			// On a busy machine not even the first may have had its turn.
			gate.awaitInterrupts(lab.started());
			assertThat(lab.started()).isLessThanOrEqualTo(1);
			assertThat(results).hasSize(3).noneMatch(TaskResult::ok);
			assertThat(results.subList(1, 3))
				.allSatisfy((result) -> assertThat(result).isInstanceOfSatisfying(TaskResult.Failure.class,
						(unstarted) -> assertThat(unstarted.reason()).isEqualTo(Reason.NOT_STARTED)));
		});
	}

	@ParameterizedTest
	@MethodSource("waiting")
	void theCallerIsInterruptedDuringTheDelay(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().hedge(NEVER), Lab.range(3), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(1);
			caller.thread().interrupt();
			assertThat(caller.failure()).isInstanceOf(FanOutInterruptedException.class);
			assertThat(caller.isInterrupted()).isTrue();
			assertThat(lab.started()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void theFutureIsCancelledDuringTheDelay(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate gate = lab.gate();
			Caller<FanOutFuture<Winner<Integer>>> caller = lab.call(() -> lab.fanOut()
				.hedge(NEVER)
				.async()
				.firstSuccess(Tasks.<Integer>of("first", () -> pass(gate)).and("second", () -> pass(gate))));
			FanOutFuture<Winner<Integer>> future = caller.get();
			gate.awaitArrivals(1);
			assertThat(future.cancel(true)).isTrue();
			gate.awaitInterrupts(1);
			assertThat(gate.arrived()).isEqualTo(1);
			assertThat(new Caller<>(() -> future.get())).satisfies((getter) -> {
				getter.act();
				assertThat(getter.failure()).isInstanceOf(CancellationException.class);
			});
		}
	}

	private static int pass(Gate gate) throws InterruptedException {
		gate.pass();
		return 1;
	}

	@ParameterizedTest
	@MethodSource("thatCanBeShutDown")
	void theExecutorIsShutDownDuringTheDelay(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().hedge(NEVER), Lab.range(3), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(1);
			shutDown(lab.executor());
			assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class)
				.hasMessageContaining("was shut down");
			assertThat(lab.started()).isEqualTo(1);
		});
	}

	private static void shutDown(Executor executor) {
		if (executor instanceof TestWorkerExecutor own) {
			own.shutdownNow();
		}
		else {
			((ExecutorService) executor).shutdownNow();
		}
	}

	@ParameterizedTest
	@MethodSource("withThreads")
	void aUsedUpBudgetLeavesTheFirstAlone(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			AtomicInteger calls = new AtomicInteger();
			Task slowFirst = (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.pass();
				}
				gate.awaitArrivals(calls.get());
				return item;
			};
			// Ten at once, and one that the ten calls have earned.
			while (calls.incrementAndGet() <= 11) {
				assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON), Lab.range(2), slowFirst).get())
					.containsExactly(1);
			}
			gate.awaitInterrupts(11);
			int before = lab.started();
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON).timeout(A_WHILE), Lab.range(2), slowFirst)
				.failure()).isInstanceOf(FanOutTimeoutException.class);
			gate.awaitInterrupts(lab.started() - 11);
			assertThat(lab.started() - before).isLessThanOrEqualTo(1);
			// A failure starts the next task whatever the budget, another operation has
			// its own.
			assertThat(lab.call(combo.verb(), lab.fanOut().hedge(SOON), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					throw new IllegalStateException();
				}
				return item;
			}).get()).containsExactly(1);
			calls.set(gate.arrived() + 1);
			assertThat(lab.call(combo.verb(), lab.fanOut().named("other").hedge(SOON), Lab.range(2), slowFirst).get())
				.containsExactly(1);
		});
	}

}

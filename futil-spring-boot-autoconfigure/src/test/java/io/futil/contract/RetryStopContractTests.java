package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever ends a call ends it at every stage of a task that is tried again: before its
 * first attempt, in it, while it waits for the second, and in that one. No attempt is
 * made behind the end, and the strategy hears of it.
 */
@ContractTest
class RetryStopContractTests {

	private static final Duration SOON = Duration.ofMillis(15);

	static Stream<Combo> waiting() {
		return Combo.of((verb) -> verb.is(Trait.WAITS), (kind) -> true);
	}

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	static Stream<Combo> settling() {
		return Combo.of((verb) -> verb.is(Trait.REASONS), (kind) -> true);
	}

	static Stream<Combo> withResultsInTheException() {
		return Combo.of((verb) -> !verb.is(Trait.SETTLES) && !verb.is(Trait.STREAMS) && verb != Verb.SUBMIT,
				(kind) -> true);
	}

	static Stream<ExecutorKind> kinds() {
		return Combo.kinds((kind) -> true);
	}

	/** Those that can be shut down and tell, or can be asked. */
	static Stream<Combo> thatCanBeShutDown() {
		return Combo.of((verb) -> true, ExecutorKind::canBeShutDown);
	}

	// Interrupt

	@ParameterizedTest
	@MethodSource("waiting")
	void theCallersInterruptEndsTheCallAtEveryStage(Combo combo) throws Exception {
		for (Stage stage : Stage.values()) {
			TestRetry retry = stage.retry();
			combo.run((lab) -> {
				Gate gate = lab.gate();
				FanOutOperations fanOut = lab.fanOut().retryWith(retry);
				Caller<?> caller;
				if (stage == Stage.BEFORE) {
					caller = lab.call(() -> {
						Thread.currentThread().interrupt();
						return combo.verb().run(fanOut, Lab.range(2), lab.counted(stage.task(gate)));
					});
				}
				else {
					caller = lab.call(combo.verb(), fanOut, Lab.range(2), stage.task(gate));
					stage.await(gate, retry);
					caller.thread().interrupt();
				}
				assertThat(caller.failure()).isInstanceOf(FanOutInterruptedException.class);
				assertThat(caller.isInterrupted()).isTrue();
				if (stage == Stage.BACK_OFF) {
					assertThat(caller.failure().getSuppressed()).isNotEmpty()
						.hasOnlyElementsOfType(IllegalStateException.class);
				}
				assertNoMoreAttempts(lab);
			});
			retry.assertSettled();
		}
	}

	// Cancel

	@ParameterizedTest
	@MethodSource("kinds")
	void cancelEndsAFutureAtEveryStage(ExecutorKind kind) throws Exception {
		for (Stage stage : Stage.values()) {
			TestRetry retry = stage.retry();
			try (Lab lab = new Lab(kind)) {
				if (!stage.canBeReached(kind)) {
					continue;
				}
				Gate blocked = lab.gate();
				if (stage == Stage.BEFORE) {
					occupy(lab, blocked);
				}
				Gate gate = lab.gate();
				Caller<FanOutFuture<?>> caller = lab.call(() -> {
					FanOutOperations fanOut = lab.fanOut().retryWith(retry);
					Task task = lab.counted(stage.task(gate));
					return fanOut.async().map(Lab.range(2), task::run);
				});
				FanOutFuture<?> future = caller.get();
				if (stage != Stage.BEFORE) {
					stage.await(gate, retry);
				}
				assertThat(future.cancel(true)).isTrue();
				assertThat(future.isCancelled()).isTrue();
				blocked.open();
				assertNoMoreAttempts(lab);
				int others = (stage == Stage.BEFORE) ? kind.threads : 0;
				assertThat(lab.started() - others).isLessThanOrEqualTo(stage.attempts() * 2);
			}
			retry.assertSettled();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void closingAStreamEndsWhatIsToBeTriedAgain(ExecutorKind kind) throws Exception {
		TestRetry retry = TestRetry.muchLater();
		try (Lab lab = new Lab(kind)) {
			Caller<Integer> caller = lab.call(() -> {
				Task task = lab.counted((item) -> {
					if (Integer.valueOf(0).equals(item)) {
						throw new IllegalStateException("attempt");
					}
					return item;
				});
				try (Stream<TaskResult<Integer, @Nullable Object>> stream = lab.fanOut()
					.concurrency(1)
					.retryWith(retry)
					.asCompleted(Lab.range(2), task::run)) {
					return stream.limit(1).toList().get(0).index();
				}
			});
			assertThat(caller.get()).isEqualTo(1);
			assertNoMoreAttempts(lab);
			assertThat(lab.started()).isEqualTo(2);
		}
		retry.assertSettled();
	}

	// The deadline

	@ParameterizedTest
	@MethodSource("all")
	void theDeadlineEndsTheCallInAnAttempt(Combo combo) throws Exception {
		for (Stage stage : List.of(Stage.FIRST, Stage.LAST)) {
			TestRetry retry = stage.retry();
			combo.run((lab) -> {
				Gate gate = lab.gate();
				Caller<List<@Nullable Object>> caller = lab.call(combo.verb(),
						lab.fanOut().timeout(SOON).retryWith(retry), Lab.range(2), stage.task(gate));
				assertLate(combo.verb(), caller, 2);
				assertNoMoreAttempts(lab);
			});
			retry.assertSettled();
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void aWaitThatCannotEndInTimeIsNotBegun(Combo combo) throws Exception {
		for (Duration delay : List.of(Duration.ofHours(2), Duration.ofSeconds(Long.MAX_VALUE))) {
			TestRetry retry = new TestRetry(2, delay);
			combo.run((lab) -> {
				// Far longer than a hanging test is given.
				Caller<List<@Nullable Object>> caller = lab.call(combo.verb(),
						lab.fanOut().timeout(Duration.ofHours(1)).retryWith(retry), List.of(1), (item) -> {
							throw new IllegalStateException("attempt");
						});
				if (combo.verb().is(Trait.RACES)) {
					assertThat(caller.failure()).hasRootCauseMessage("attempt");
				}
				else if (combo.verb().is(Trait.KEEPS_FAILURES)) {
					assertThat(caller.get()).singleElement()
						.isInstanceOfSatisfying(Failed.class, RetryStopContractTests::assertTooLate);
				}
				else {
					assertLate(combo.verb(), caller, 1);
				}
				if (combo.verb().is(Trait.FAILS_FAST)) {
					assertThat(caller.failure()).hasStackTraceContaining("IllegalStateException: attempt");
				}
				assertThat(lab.started()).isEqualTo(1);
			});
			retry.assertSettled();
		}
	}

	@ParameterizedTest
	@MethodSource("settling")
	void aTaskThatWaitedAtTheDeadlineDidHappen(Combo combo) throws Exception {
		// As long as it takes on this machine for both tasks to start in time.
		for (Duration timeout = SOON; !isCaughtWaiting(combo, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	/** One task waits for its second attempt behind another one that does not end. */
	private static boolean isCaughtWaiting(Combo combo, Duration timeout) throws Exception {
		TestRetry retry = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(combo.kind())) {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().concurrency(1).timeout(timeout).retryWith(retry);
			List<@Nullable Object> values = lab.call(combo.verb(), fanOut, Lab.range(3), failingFirst(gate)).get();
			if (gate.arrived() == 0) {
				return false;
			}
			assertThat(values).hasSize(3)
				.allSatisfy((value) -> assertThat(value).isInstanceOf(Failed.class))
				.extracting((value) -> (value instanceof Failed failed) ? failed.reason() : null)
				.containsExactly(Reason.TIMED_OUT, Reason.TIMED_OUT, Reason.NOT_STARTED);
			if (values.get(0) instanceof Failed failed) {
				assertTooLate(failed);
			}
			assertNoMoreAttempts(lab);
			assertThat(lab.started()).isEqualTo(2);
		}
		retry.assertSettled();
		return true;
	}

	@ParameterizedTest
	@MethodSource("withResultsInTheException")
	void theTimeOutTellsOfTheTaskThatWaited(Combo combo) throws Exception {
		for (Duration timeout = SOON; !isToldOf(combo, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean isToldOf(Combo combo, Duration timeout) throws Exception {
		TestRetry retry = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(combo.kind())) {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().concurrency(1).timeout(timeout).retryWith(retry);
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(3), failingFirst(gate));
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
			if (gate.arrived() == 0) {
				return false;
			}
			List<TaskResult<?, ?>> results = ((FanOutTimeoutException) caller.failure()).results();
			assertThat(results).extracting(TaskResult::attempts).containsExactly(1, 1, 0);
			if (results.get(0) instanceof TaskResult.Failure<?, ?> failure && isTooLate(failure.cause())) {
				// It did not wait. There is a test of its own for that.
				return false;
			}
			assertThat(results.get(0)).isInstanceOfSatisfying(TaskResult.Failure.class, (failure) -> {
				assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
				assertThat(failure.cause()).isInstanceOf(FanOutTimeoutException.class).hasRootCauseMessage("attempt");
			});
			assertThat(caller.failure().getSuppressed()).extracting(Throwable::getMessage).containsExactly("attempt");
		}
		retry.assertSettled();
		return true;
	}

	private static boolean isTooLate(Throwable cause) {
		return String.valueOf(cause.getMessage()).contains("there is no time for its next attempt");
	}

	private static Task failingFirst(Gate gate) {
		return (item) -> {
			if (Integer.valueOf(0).equals(item)) {
				throw new IllegalStateException("attempt");
			}
			gate.pass();
			return item;
		};
	}

	// The end of the executor

	@ParameterizedTest
	@MethodSource("thatCanBeShutDown")
	void shuttingDownEndsTheCallThatWaits(Combo combo) throws Exception {
		TestRetry retry = TestRetry.muchLater();
		combo.run((lab) -> {
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), Lab.range(2),
					(item) -> {
						throw new IllegalStateException("attempt");
					});
			retry.awaitWaiting(2);
			lab.quiet();
			shutDown(lab);
			if (combo.verb().is(Trait.SETTLES)) {
				assertThat(caller.get()).hasSize(2).allSatisfy((value) -> {
					assertThat(value).isInstanceOf(Failed.class);
					if (combo.verb().is(Trait.REASONS) && value instanceof Failed failed) {
						assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
						assertThat(failed.cause()).isInstanceOf(FanOutRejectedException.class);
						assertThat(failed.cause().getSuppressed()).extracting(Throwable::getMessage)
							.containsExactly("attempt");
					}
				});
			}
			else {
				assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class);
				assertThat(caller.failure().getSuppressed()).isNotEmpty();
			}
			assertThat(lab.started()).isEqualTo(2);
		});
		retry.assertSettled();
	}

	@ParameterizedTest
	@EnumSource(value = ExecutorKind.class, names = { "POOL_OF_1", "POOL_OF_4", "OPAQUE", "FORK_JOIN" })
	void comingBackToAnExecutorThatHasGoneIsARejection(ExecutorKind kind) throws Exception {
		// As long as the worker needs to go home: before, it takes the task itself.
		for (Duration delay = Duration.ofMillis(1); !isRejected(kind, delay);) {
			delay = delay.multipliedBy(2);
		}
	}

	private static boolean isRejected(ExecutorKind kind, Duration delay) throws Exception {
		TestRetry retry = new TestRetry(2, delay);
		try (Lab lab = new Lab(kind)) {
			Gate failing = lab.gate();
			// The last question shuts the executor down.
			retry.when((step) -> {
				if (step == TestRetry.Step.NEXT) {
					shutDown(lab);
					failing.open();
				}
			});
			Caller<?> caller = lab.call(Verb.MAP, lab.fanOut().retryWith(retry), List.of(1), (item) -> {
				throw new IllegalStateException("attempt");
			});
			Throwable failure = caller.failure();
			assertThat(failing.isOpen()).isTrue();
			if (lab.started() == 2) {
				return false;
			}
			assertThat(failure).isInstanceOf(FanOutRejectedException.class);
			assertThat(lab.started()).isEqualTo(1);
		}
		retry.assertSettled();
		return true;
	}

	private static void shutDown(Lab lab) {
		if (lab.executor() instanceof TestWorkerExecutor workers) {
			workers.shutdownNow();
		}
		else if (lab.executor() instanceof ExecutorService service) {
			service.shutdown();
		}
		else {
			lab.shutDown();
		}
	}

	private static void assertTooLate(Failed failed) {
		assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
		assertThat(failed.cause()).isInstanceOf(FanOutTimeoutException.class).hasRootCauseMessage("attempt");
	}

	private static void assertLate(Verb verb, Caller<List<@Nullable Object>> caller, int size) throws Exception {
		if (verb.is(Trait.SETTLES)) {
			assertThat(caller.get()).hasSize(size).allMatch(Failed.class::isInstance);
		}
		else if (verb.is(Trait.RACES) && caller.failure() instanceof AllTasksFailedException) {
			// On a busy machine: no task had time for another attempt.
			assertThat(
					Stream.concat(Stream.of(caller.failure().getCause()), Stream.of(caller.failure().getSuppressed())))
				.hasSize(size)
				.hasOnlyElementsOfType(FanOutTimeoutException.class);
		}
		else {
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
		}
	}

	private static void assertNoMoreAttempts(Lab lab) {
		// A task may have begun just before the end and have yet to say so.
		lab.quiet();
		Await.until("no task runs", () -> lab.running() == 0);
		int started = lab.started();
		lab.quiet();
		assertThat(lab.running()).isZero();
		assertThat(lab.started()).isEqualTo(started);
	}

	/** Give all threads of the executor something else to do. */
	private static void occupy(Lab lab, Gate gate) {
		lab.call(Verb.FOR_EACH, Lab.range(lab.kind().threads), (item) -> {
			gate.passStubbornly();
			return item;
		});
		gate.awaitArrivals(lab.kind().threads);
	}

	/** How far a task has come. */
	enum Stage {

		/** It has not been started. */
		BEFORE,

		/** It is in its first attempt, which does not end. */
		FIRST,

		/** It waits for its second attempt. */
		BACK_OFF,

		/** It is in its second attempt, which does not end. */
		LAST;

		TestRetry retry() {
			return (this == BACK_OFF) ? TestRetry.muchLater() : new TestRetry(2, Duration.ofMillis(1));
		}

		Task task(Gate gate) {
			// Of each: one of them may be through with both before the other begins.
			Set<String> tried = ConcurrentHashMap.newKeySet();
			return (item) -> {
				if (this == BACK_OFF || (this == LAST && tried.add(String.valueOf(item)))) {
					throw new IllegalStateException("attempt");
				}
				gate.pass();
				return item;
			};
		}

		/** How many attempts of a task there are until then. */
		int attempts() {
			return switch (this) {
				case BEFORE -> 0;
				case FIRST, BACK_OFF -> 1;
				case LAST -> 2;
			};
		}

		void await(Gate gate, TestRetry retry) {
			if (this == BACK_OFF) {
				retry.awaitWaiting(2);
			}
			else {
				gate.awaitArrivals(1);
			}
		}

		/** Whether a test can hold a future there while its caller looks on. */
		boolean canBeReached(ExecutorKind kind) {
			return switch (this) {
				case BEFORE -> kind.most == kind.threads && !kind.inCaller && !kind.isNested();
				case FIRST, LAST -> !kind.inCaller;
				case BACK_OFF -> true;
			};
		}

	}

}

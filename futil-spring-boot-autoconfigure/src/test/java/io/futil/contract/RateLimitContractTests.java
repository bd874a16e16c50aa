package io.futil.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.spi.RateLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rate limits: no more attempts start than may, none waits in a worker, and whatever ends
 * a call ends it while it stands in line.
 */
@ContractTest
class RateLimitContractTests {

	private static final Duration PERIOD = Duration.ofSeconds(10);

	/** Longer than any test. */
	private static final Duration LONG = Duration.ofHours(1);

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	/** Each submission is a call of its own. */
	static Stream<Combo> joint() {
		return Combo.of((verb) -> verb != Verb.SUBMIT, (kind) -> true);
	}

	static Stream<Combo> jointAndWaiting() {
		return joint().filter((combo) -> combo.verb().is(Trait.WAITS));
	}

	static Stream<Combo> lazy() {
		return joint().filter((combo) -> combo.verb().is(Trait.LAZY));
	}

	static Stream<Combo> direct() {
		return jointAndWaiting().filter((combo) -> combo.kind() == ExecutorKind.DIRECT);
	}

	static Stream<Combo> jointAndSettling() {
		return joint().filter((combo) -> combo.verb().is(Trait.REASONS));
	}

	static Stream<Combo> jointAndFailing() {
		return joint().filter((combo) -> combo.verb().is(Trait.FAILS_FAST) && !combo.verb().is(Trait.STREAMS));
	}

	static Stream<Combo> thatCanBeShutDown() {
		return joint().filter((combo) -> combo.kind().canBeShutDown());
	}

	static Stream<Combo> onWorkers() {
		return Combo.of((verb) -> true, (kind) -> kind == ExecutorKind.WORKER);
	}

	static Stream<ExecutorKind> kinds() {
		return Combo.kinds((kind) -> true);
	}

	// How many start

	@ParameterizedTest
	@MethodSource("all")
	void everythingGetsDone(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = lab.fanOut().rateLimit(3, Duration.ofMillis(2));
			List<@Nullable Object> values = lab.call(combo.verb(), fanOut, Lab.range(20), (item) -> item).get();
			if (combo.verb().tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(20));
			}
			if (!combo.verb().is(Trait.RACES)) {
				assertThat(lab.started()).isEqualTo(20);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("jointAndWaiting")
	void whatMayNotStartHoldsNoThreadAndReadsNothing(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.of(100);
			FanOutOperations fanOut = lab.fanOut().rateLimit(3, LONG);
			Caller<?> caller = lab.call(combo.verb(), fanOut, source, failingIn(combo.verb()));
			Await.until("as many as may have ended", () -> lab.started() == 3 && lab.running() == 0);
			lab.restsBut(caller);
			assertThat(lab.started()).isEqualTo(3);
			if (combo.verb().is(Trait.LAZY)) {
				assertThat(source.read()).isEqualTo(3);
			}
			// The places are there for others.
			assertThat(lab.call(Verb.MAP, Lab.range(10), (item) -> item).get()).hasSize(10);
			assertThat(caller.isDone()).isFalse();
			caller.thread().interrupt();
			caller.await();
		});
	}

	@ParameterizedTest
	@MethodSource("lazy")
	void toSeeThatThereIsNoItemAnyMoreTakesNoPermit(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations limited = lab.fanOut().rateLimit(3, LONG);
			for (FanOutOperations fanOut : List.of(limited, limited.timeout(LONG.dividedBy(4)))) {
				assertThat(lab.call(combo.verb(), fanOut, CountingSource.of(3), (item) -> item).get())
					.noneMatch(Failed.class::isInstance);
			}
			assertThat(lab.started()).isEqualTo(6);
		});
	}

	@ParameterizedTest
	@MethodSource("onWorkers")
	void allThatMayStartAtOnceAndThenOneByOne(Combo combo) throws Exception {
		WoundClock clock = new WoundClock(2, PERIOD);
		limited(combo, clock, (lab) -> {
			Caller<?> caller = lab.call(combo.verb(), Lab.range(6), failingIn(combo.verb()));
			for (int started = 2; started < 6; started++) {
				awaitStarted(lab, started);
				clock.wind(PERIOD.dividedBy(2).minusNanos(1));
				assertNoMoreStart(lab, started);
				clock.wind(Duration.ofNanos(1));
			}
			awaitStarted(lab, 6);
			caller.await();
		});
	}

	@ParameterizedTest
	@MethodSource("onWorkers")
	void retriesCountAsWell(Combo combo) throws Exception {
		TestRetry retry = TestRetry.atOnce();
		WoundClock clock = new WoundClock(2, PERIOD);
		limited(combo, clock, (lab) -> {
			Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry), Lab.range(2), (item) -> {
				if (attempts.computeIfAbsent((item != null) ? item : -1, (key) -> new AtomicInteger())
					.incrementAndGet() < 3) {
					throw new IllegalStateException("attempt");
				}
				return item;
			});
			for (int started = 2; started < 6; started += 2) {
				awaitStarted(lab, started);
				assertNoMoreStart(lab, started);
				clock.wind(PERIOD);
			}
			caller.get();
		});
		retry.assertSettled();
	}

	@Test
	void bothTheLimitOfTheCallAndThatOfTheExecutorHold() throws Exception {
		WoundClock clock = new WoundClock(3, PERIOD);
		limited(new Combo(Verb.MAP, ExecutorKind.WORKER), clock, (lab) -> {
			Caller<?> few = lab.call(Verb.MAP, lab.fanOut().rateLimit(2, LONG), Lab.range(10), (item) -> item);
			awaitStarted(lab, 2);
			assertNoMoreStart(lab, 2);
			Caller<?> many = lab.call(Verb.MAP, lab.fanOut().rateLimit(100, LONG), Lab.range(10), (item) -> item);
			awaitStarted(lab, 3);
			assertNoMoreStart(lab, 3);
			few.thread().interrupt();
			assertThat(few.failure()).isInstanceOf(FanOutInterruptedException.class);
			for (int started = 3; started < 12; started += 3) {
				awaitStarted(lab, started);
				assertNoMoreStart(lab, started);
				clock.wind(PERIOD);
			}
			many.get();
		});
	}

	@Test
	void thirtyCallersStartNoMoreInAPeriodThanMay() throws Exception {
		WoundClock clock = new WoundClock(3, Duration.ofSeconds(9));
		limited(new Combo(Verb.MAP, ExecutorKind.WORKER), clock, (lab) -> {
			Queue<Long> starts = new ConcurrentLinkedQueue<>();
			List<Caller<?>> callers = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				callers.add(lab.call(Verb.MAP, Lab.range(2), (item) -> starts.add(clock.getAsLong())));
			}
			for (int started = 3; started < 60; started++) {
				awaitStarted(lab, started);
				assertNoMoreStart(lab, started);
				clock.wind(Duration.ofSeconds(3));
			}
			for (Caller<?> caller : callers) {
				caller.get();
			}
			for (long from : starts) {
				assertThat(starts).filteredOn((start) -> start >= from && start < from + 9_000_000_000L)
					.hasSizeBetween(1, 5);
			}
			assertThat(starts).filteredOn((start) -> start < 9_000_000_000L).hasSize(5);
		});
	}

	// In which order

	@ParameterizedTest
	@MethodSource("onWorkers")
	void callsThatShareALimitTakeTurns(Combo combo) throws Exception {
		WoundClock clock = new WoundClock(1, PERIOD);
		limited(combo, clock, (lab) -> {
			AtomicInteger started = new AtomicInteger();
			Caller<?> huge = lab.call(() -> lab.fanOut()
				.map(IntStream.range(0, 1_000).boxed().toList(), (item) -> started.incrementAndGet()));
			Await.until("the huge call has begun", () -> started.get() == 1);
			int items = (combo.verb() == Verb.SUBMIT) ? 1 : 5;
			Caller<?> small = lab.call(combo.verb(), Lab.range(items), failingIn(combo.verb()));
			Await.untilWaiting(small.thread());
			lab.quiet();
			for (int turns = 0; turns < 2 * items + 1; turns++) {
				int before = started.get() + lab.started();
				clock.wind(PERIOD);
				Await.until("the next has started", () -> started.get() + lab.started() == before + 1);
				lab.quiet();
			}
			small.await();
			assertThat(lab.started()).isEqualTo(items);
			huge.thread().interrupt();
			huge.await();
		});
	}

	@ParameterizedTest
	@MethodSource("onWorkers")
	void aCallThatEndsLeavesItsPlaceInLine(Combo combo) throws Exception {
		WoundClock clock = new WoundClock(1, PERIOD);
		limited(combo, clock, (lab) -> {
			lab.call(Verb.MAP, List.of(1), (item) -> item).get();
			Caller<?> first = lab.call(() -> lab.fanOut().map(List.of(1), (item) -> item));
			Await.untilWaiting(first.thread());
			lab.quiet();
			Caller<?> second = lab.call(combo.verb(), List.of(1), failingIn(combo.verb()));
			Await.untilWaiting(second.thread());
			lab.quiet();
			first.thread().interrupt();
			assertThat(first.failure()).isInstanceOf(FanOutInterruptedException.class);
			clock.wind(PERIOD);
			second.await();
			assertThat(lab.started()).isEqualTo(2);
		});
	}

	// The deadline

	@ParameterizedTest
	@MethodSource("jointAndSettling")
	void aWaitThatCannotEndInTimeEndsTheCallOnceWhatRunsHasEnded(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			int most = Math.min(2, lab.kind().threads);
			FanOutOperations fanOut = lab.fanOut().rateLimit(2, LONG).timeout(LONG.dividedBy(4));
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), fanOut, Lab.range(5), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(most);
			lab.quiet();
			assertThat(caller.isDone()).isFalse();
			gate.open();
			List<@Nullable Object> values = caller.get();
			assertThat(values).filteredOn(Integer.class::isInstance).hasSize(2);
			assertThat(values).filteredOn(Failed.class::isInstance)
				.hasSize(3)
				.allMatch((value) -> value instanceof Failed failed && failed.reason() == Reason.NOT_STARTED);
			assertThat(lab.started()).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@MethodSource("jointAndFailing")
	void aWaitThatCannotEndInTimeIsATimeOut(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = lab.fanOut().rateLimit(2, LONG).timeout(LONG.dividedBy(4));
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(5), (item) -> item);
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class).hasMessageContaining("rate limit");
			List<TaskResult<?, ?>> results = ((FanOutTimeoutException) caller.failure()).results();
			assertThat(results).extracting(TaskResult::attempts).containsExactly(1, 1, 0, 0, 0);
			assertThat(lab.started()).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@MethodSource("jointAndSettling")
	void aTaskThatWaitsForItsNextAttemptAndAPermitDidHappen(Combo combo) throws Exception {
		TestRetry retry = TestRetry.atOnce();
		combo.run((lab) -> {
			FanOutOperations fanOut = lab.fanOut().retryWith(retry).rateLimit(2, LONG).timeout(LONG.dividedBy(4));
			List<@Nullable Object> values = lab.call(combo.verb(), fanOut, Lab.range(3), (item) -> {
				throw new IllegalStateException("attempt");
			}).get();
			assertThat(values).extracting((value) -> (value instanceof Failed failed) ? failed.reason() : null)
				.containsExactlyInAnyOrder(Reason.TIMED_OUT, Reason.TIMED_OUT, Reason.NOT_STARTED);
			assertThat(lab.started()).isEqualTo(2);
		});
		retry.assertSettled();
	}

	// What else ends a call

	@ParameterizedTest
	@MethodSource("jointAndWaiting")
	void theCallersInterruptEndsTheWait(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = lab.fanOut().rateLimit(1, LONG);
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(5), failingIn(combo.verb()));
			awaitStarted(lab, 1);
			lab.quiet();
			caller.thread().interrupt();
			assertThat(caller.failure()).isInstanceOf(FanOutInterruptedException.class);
			assertThat(caller.isInterrupted()).isTrue();
			assertThat(lab.started()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void cancelEndsTheWait(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Task task = lab.counted((item) -> item);
			FanOutFuture<?> future = lab
				.call(() -> lab.fanOut().rateLimit(1, LONG).async().map(Lab.range(5), task::run))
				.get();
			awaitStarted(lab, 1);
			lab.quiet();
			assertThat(future.cancel(true)).isTrue();
			lab.quiet();
			assertThat(lab.started()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@MethodSource("thatCanBeShutDown")
	void shuttingDownEndsTheWait(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = lab.fanOut().rateLimit(1, LONG);
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), fanOut, Lab.range(5),
					failingIn(combo.verb()));
			awaitStarted(lab, 1);
			lab.quiet();
			if (lab.executor() instanceof TestWorkerExecutor workers) {
				workers.shutdownNow();
			}
			else {
				((ExecutorService) lab.executor()).shutdown();
			}
			if (combo.verb().is(Trait.SETTLES)) {
				assertThat(caller.get()).hasSize(5).filteredOn(Failed.class::isInstance).hasSize(4);
			}
			else {
				assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class);
			}
			assertThat(lab.started()).isEqualTo(1);
		});
	}

	// Where

	@ParameterizedTest
	@MethodSource("kinds")
	void callsInsideEachOtherShareALimitAndDoNotDeadLock(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			if (lab.executor() instanceof TestWorkerExecutor workers) {
				workers.rateLimit(new RateLimit(2, Duration.ofMillis(1)));
			}
			FanOutOperations fanOut = lab.fanOut().rateLimit(2, Duration.ofMillis(1));
			Caller<List<Integer>> caller = lab.call(() -> fanOut.map(Lab.range(5),
					(item) -> fanOut.map(Lab.range(3), (inner) -> fanOut.map(Lab.range(2), (one) -> one).size())
						.size()));
			assertThat(caller.get()).containsExactly(3, 3, 3, 3, 3);
		}
	}

	@ParameterizedTest
	@MethodSource("direct")
	void anExecutorThatRunsInItsCallerDoesSoBehindAWait(Combo combo) throws Exception {
		combo.run((lab) -> {
			Queue<Thread> threads = new ConcurrentLinkedQueue<>();
			FanOutOperations fanOut = lab.fanOut().rateLimit(1, Duration.ofMillis(1));
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(5), (item) -> {
				threads.add(Thread.currentThread());
				return failingIn(combo.verb()).run(item);
			});
			caller.await();
			assertThat(threads).hasSize(5).containsOnly(caller.thread());
		});
	}

	/** Put calls under a limit of the executor that goes by a clock of the test's. */
	private static void limited(Combo combo, WoundClock clock, Combo.Body body) throws Exception {
		combo.run((lab) -> {
			TestWorkerExecutor workers = (TestWorkerExecutor) lab.executor();
			workers.rateLimit(clock.limit());
			try {
				body.run(lab);
			}
			finally {
				workers.rateLimit(null);
			}
		});
	}

	/** A race goes on only as long as nobody wins. */
	private static Task failingIn(Verb verb) {
		return (item) -> {
			if (verb.is(Trait.RACES)) {
				throw new IllegalStateException("lost");
			}
			return item;
		};
	}

	private static void awaitStarted(Lab lab, int number) {
		Await.until(() -> number + " have started, and not " + lab.started(), () -> lab.started() >= number);
	}

	private static void assertNoMoreStart(Lab lab, int number) {
		Await.until("no task runs", () -> lab.running() == 0);
		lab.quiet();
		assertThat(lab.started()).isEqualTo(number);
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.AttemptScope;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What listeners hear, and what the context of a caller stands around.
 */
class CallListenerTests {

	private static final long QUICK_NANOS = 5_000;

	private static final long SLOW_NANOS = 50_000_000;

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final Heard heard = new Heard();

	private final Queue<CallView> calls = new ConcurrentLinkedQueue<>();

	private final OneValue context = new OneValue();

	private final FanOutOperations fanOut = fanOut(new Extensions(null, List.of((call) -> {
		this.calls.add(call);
		return this.heard;
	}), null));

	private FanOutOperations fanOut(Extensions extensions) {
		return new FanOutTemplate(new PlainExecutorLookup(this.pool),
				new FanOutDefaults(PlainExecutorLookup.NAME, null, Duration.ofSeconds(1)), extensions)
			.on(this.pool);
	}

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	/** Take longer than a tiny task, but not much. */
	private static void beQuick() {
		take(QUICK_NANOS);
	}

	private static void take(long nanos) {
		long start = System.nanoTime();
		while (System.nanoTime() - start < nanos) {
			Thread.onSpinWait();
		}
	}

	private static List<Integer> items(int number) {
		return IntStream.range(0, number).boxed().toList();
	}

	@Test
	void eachAttemptIsCountedOnceHoweverTiny() {
		for (int size : List.of(0, 1, 2, 100, 100_000)) {
			long before = this.heard.attempts(AttemptOutcome.SUCCEEDED);
			this.fanOut.map(items(size), (item) -> item);
			assertThat(this.heard.attempts(AttemptOutcome.SUCCEEDED) - before).isEqualTo(size);
		}
		assertThat(this.heard.together.sum()).isPositive();
		assertThat(this.heard.ended).hasSize(5).containsOnly(CallOutcome.SUCCEEDED);
		assertThat(this.heard.queueWaits.sum()).isPositive();
	}

	@Test
	void anAttemptThatTakesItsTimeIsTimedByItself() {
		CountDownLatch both = new CountDownLatch(2);
		this.fanOut.map(items(2), (item) -> {
			both.countDown();
			both.await();
			return item;
		});
		assertThat(this.heard.alone).containsOnlyKeys(0, 1);
		assertThat(this.heard.together.sum()).isZero();
	}

	@Test
	void readingIsNoTimeOfTinyTasks() {
		int waits = 4;
		Iterable<Integer> slowlyRead = () -> IntStream.range(0, 20_000).map((item) -> {
			if (item % 5_000 == 4_999) {
				take(SLOW_NANOS);
			}
			return item;
		}).iterator();
		assertThat(this.fanOut.concurrency(2).map(slowlyRead, (item) -> item)).hasSize(20_000);
		assertThat(this.heard.together.sum()).isPositive();
		assertThat(this.heard.nanosTogether).hasValueLessThan(waits * SLOW_NANOS / 2);
	}

	@Test
	void tinyTasksAreReportedWhileTheCallGoesOn() {
		AtomicLong mostUnreported = new AtomicLong();
		this.fanOut.concurrency(1).map(items(1_000_000), (item) -> {
			if (item % 10_000 == 0) {
				long unreported = item - this.heard.attempts(AttemptOutcome.SUCCEEDED);
				mostUnreported.accumulateAndGet(unreported, Math::max);
			}
			return item;
		});
		assertThat(mostUnreported).hasValueLessThan(70_000);
	}

	@Test
	void quickTasksThatAreNotTinyAreTimedOneByOne() {
		int last = 1_999;
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.fanOut.concurrency(1).map(items(last + 1), (item) -> {
				beQuick();
				if (item == last) {
					throw new IllegalStateException();
				}
				return item;
			}));
		assertThat(this.heard.alone).hasSize(last + 1);
		assertThat(this.heard.together.sum()).isZero();
		assertThat(this.heard.attempts(AttemptOutcome.FAILED)).isEqualTo(1);
		assertThat(this.heard.shortest.get()).isGreaterThanOrEqualTo(QUICK_NANOS);
	}

	@Test
	void retriesAndTheirAttemptsAreTold() {
		AtomicInteger runs = new AtomicInteger();
		this.fanOut.retry(RetrySettings.maxAttempts(3).delay(Duration.ZERO)).map(List.of("a"), (item) -> {
			if (runs.incrementAndGet() < 3) {
				throw new IllegalStateException("not yet");
			}
			return item;
		});
		assertThat(this.heard.alone.get(0)).isEqualTo(3);
		assertThat(this.heard.attempts(AttemptOutcome.FAILED)).isEqualTo(2);
		assertThat(this.heard.attempts(AttemptOutcome.SUCCEEDED)).isEqualTo(1);
		assertThat(this.heard.retries.sum()).isEqualTo(2);
	}

	@Test
	void aFailedCallIsToldWithItsFailure() {
		IllegalStateException failure = new IllegalStateException("broken");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.fanOut.map(items(1), (item) -> {
			throw failure;
		}));
		assertThat(this.heard.ended).containsExactly(CallOutcome.FAILED);
		assertThat(this.heard.failure).isSameAs(failure);
		assertThat(this.heard.attempts(AttemptOutcome.FAILED)).isEqualTo(1);
	}

	@Test
	void aFailureBehindTinyTasksIsCountedLikeThem() {
		int last = 99_999;
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.fanOut.concurrency(1).map(items(last + 1), (item) -> {
				if (item == last) {
					throw new IllegalStateException();
				}
				return item;
			}));
		assertThat(this.heard.attempts(AttemptOutcome.SUCCEEDED)).isEqualTo(last);
		assertThat(this.heard.attempts(AttemptOutcome.FAILED)).isEqualTo(1);
	}

	@Test
	void everyVerbTellsItsEnd() {
		this.fanOut.asCompleted(items(3), (item) -> item).forEach((result) -> {
		});
		this.fanOut.stream(items(1_000), (item) -> item).limit(3).close();
		this.fanOut.firstSuccess(Tasks.of("a", () -> 1));
		this.fanOut.gather((gather) -> gather.require("a", () -> 1).get());
		this.fanOut.scatterGather(Tasks.of("a", () -> 1));
		this.fanOut.submit(() -> 1).join();
		this.fanOut.async().map(items(2), (item) -> item).join();
		try (var stream = this.fanOut.asCompleted(items(1_000), (item) -> item)) {
			stream.iterator().next();
		}
		assertThat(this.heard.ended).hasSize(this.calls.size());
		assertThat(this.heard.ended).filteredOn((outcome) -> outcome == CallOutcome.CANCELLED).hasSize(1);
		assertThatExceptionOfType(AllTasksFailedException.class)
			.isThrownBy(() -> this.fanOut.firstSuccess(Tasks.of("a", () -> {
				throw new IllegalStateException();
			})));
		assertThat(this.heard.ended).last().isEqualTo(CallOutcome.FAILED);
	}

	@Test
	void aCallCanBeSeenAndCancelled() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		FanOutFuture<List<Integer>> future = this.fanOut.named("stuck").async().map(items(10), (item) -> {
			running.countDown();
			new CountDownLatch(1).await();
			return item;
		});
		running.await();
		CallView call = this.calls.element();
		assertThat(call.operation()).isEqualTo("stuck");
		assertThat(call.verb()).isEqualTo("map");
		assertThat(call.total()).isEqualTo(10);
		assertThat(call.executor().active()).isPositive();
		assertThat(call.cancel()).isTrue();
		assertThat(future).failsWithin(Duration.ofSeconds(20));
		assertThat(this.heard.ended).containsExactly(CallOutcome.CANCELLED);
	}

	@Test
	void aStreamThatIsCancelledDoesNotLookComplete() {
		assertThatExceptionOfType(CancellationException.class)
			.isThrownBy(() -> this.fanOut.asCompleted(items(1_000), (item) -> item)
				.forEach((result) -> this.calls.element().cancel()));
		assertThat(this.heard.ended).containsExactly(CallOutcome.CANCELLED);
	}

	@Test
	void theEndOfAStreamThatNobodyClosesIsToldOnceItIsGarbage() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThat(this.fanOut.stream(items(1_000), (item) -> item).limit(3).toList()).hasSize(3);
		}
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (this.heard.ended.size() < 9 && System.nanoTime() < deadline) {
			System.gc();
			Thread.onSpinWait();
		}
		// The last one may still be on the stack.
		assertThat(this.heard.ended).hasSizeGreaterThanOrEqualTo(9).containsOnly(CallOutcome.CANCELLED);
	}

	@Test
	void aPageWithoutItsLatePartsIsAResult() {
		CountDownLatch never = new CountDownLatch(1);
		assertThat(
				this.fanOut.timeout(Duration.ofMillis(20)).<Integer>gather((gather) -> gather.optional("late", () -> {
					never.await();
					return 1;
				}).orElse(2).get()))
			.isEqualTo(2);
		assertThat(this.heard.ended).containsExactly(CallOutcome.SUCCEEDED);
	}

	@Test
	void aRetryStrategyIsInTheContextFromItsBeginning() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		RetryStrategy strategy = () -> {
			seen.add("begin " + this.context.get());
			return new TaskRetry() {

				@Override
				public Runnable bind() {
					seen.add("bind " + CallListenerTests.this.context.get());
					return () -> seen.add("unbind " + CallListenerTests.this.context.get());
				}

				@Override
				public Duration next(Throwable failure) {
					seen.add("next " + CallListenerTests.this.context.get());
					return Duration.ZERO;
				}

				@Override
				public void end(@Nullable Throwable failure) {
					seen.add("end " + CallListenerTests.this.context.get());
				}

			};
		};
		this.context.set("caller");
		AtomicInteger runs = new AtomicInteger();
		fanOut(new Extensions((plan) -> strategy, List.of(), this.context)).retry(RetrySettings.maxAttempts(2))
			.map(items(1), (item) -> {
				if (runs.incrementAndGet() == 1) {
					throw new IllegalStateException();
				}
				return item;
			});
		assertThat(seen).containsExactly("begin caller", "bind caller", "unbind caller", "next caller", "bind caller",
				"unbind caller", "end caller");
	}

	@Test
	void aListenerThatFailsChangesNothing() {
		FanOutOperations fanOut = fanOut(new Extensions(null, List.of((call) -> {
			throw new IllegalStateException("at the start");
		}, (call) -> new Broken()), null));
		assertThat(fanOut.map(items(1_000), (item) -> item)).hasSize(1_000);
		assertThat(fanOut.timeout(Duration.ofMinutes(1)).map(items(10), (item) -> item)).hasSize(10);
	}

	@Test
	void theContextStandsAroundAttemptsFallbacksAndListeners() {
		Queue<@Nullable String> seen = new ConcurrentLinkedQueue<>();
		FanOutOperations fanOut = fanOut(new Extensions(null, List.of(), this.context));
		this.context.set("caller");
		List<String> values = fanOut.onProgress((progress) -> seen.add(this.context.get()))
			.retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO))
			.mapOrElse(items(3), (item) -> {
				seen.add(this.context.get());
				this.context.set("changed by a task");
				throw new IllegalStateException();
			}, (item, failure) -> "" + this.context.get());
		assertThat(values).containsOnly("caller");
		assertThat(seen).hasSizeGreaterThanOrEqualTo(7).containsOnly("caller");
		assertThat(this.pool).satisfies((pool) -> assertThat(pool.submit(this.context::get).get()).isNull());
	}

	@Test
	void anIteratorIsReadInTheContextAndWhatItChangesIsUndone() throws Exception {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		for (String caller : Arrays.asList("caller", null)) {
			this.context.set(caller);
			Iterable<Integer> changing = () -> IntStream.range(0, 10_000).map((item) -> {
				seen.add("" + this.context.get());
				return item;
			}).iterator();
			fanOut(new Extensions(null, List.of(), this.context)).map(changing, (item) -> item);
			assertThat(seen).containsExactly("" + caller);
			seen.clear();
		}
		Iterable<Integer> changing = () -> IntStream.range(0, 10_000)
			.peek((item) -> this.context.set("iterator's"))
			.iterator();
		fanOut(new Extensions(null, List.of(), this.context)).concurrency(1).map(changing, (item) -> item);
		assertThat(this.pool.submit(this.context::get).get()).isNull();
	}

	@Test
	void aContextThatCannotBeHadFailsTheTaskBeforeItRuns() {
		AtomicInteger runs = new AtomicInteger();
		IllegalStateException failure = new IllegalStateException("no context");
		FanOutOperations fanOut = fanOut(new Extensions(null, List.of(), () -> () -> {
			throw failure;
		}));
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> fanOut.map(items(3), (item) -> runs.incrementAndGet()))
			.isSameAs(failure);
		assertThat(runs).hasValue(0);
	}

	private static final class Heard implements CallRecorder {

		private final Map<AttemptOutcome, LongAdder> attempts = new ConcurrentHashMap<>();

		private final Map<Integer, Integer> alone = new ConcurrentHashMap<>();

		/** Nanoseconds of an attempt that was timed by itself. */
		private final LongAccumulator shortest = new LongAccumulator(Math::min, Long.MAX_VALUE);

		private final LongAdder together = new LongAdder();

		private final AtomicLong nanosTogether = new AtomicLong();

		private final LongAdder queueWaits = new LongAdder();

		private final LongAdder retries = new LongAdder();

		private final Queue<CallOutcome> ended = new ConcurrentLinkedQueue<>();

		private volatile @Nullable Throwable failure;

		long attempts(AttemptOutcome outcome) {
			return this.attempts.computeIfAbsent(outcome, (key) -> new LongAdder()).sum();
		}

		@Override
		public void queueWaited(long nanos) {
			assertThat(nanos).isNotNegative();
			this.queueWaits.increment();
		}

		@Override
		public void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
			this.alone.merge(index, number, Math::max);
			this.shortest.accumulate(nanos);
			this.attempts.computeIfAbsent(outcome, (key) -> new LongAdder()).increment();
		}

		@Override
		public void attempts(int count, AttemptOutcome outcome, long nanos) {
			this.together.add(count);
			this.nanosTogether.addAndGet(nanos);
			this.attempts.computeIfAbsent(outcome, (key) -> new LongAdder()).add(count);
		}

		@Override
		public void retried() {
			this.retries.increment();
		}

		@Override
		public void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
			this.failure = failure;
			this.ended.add(outcome);
		}

	}

	private static final class Broken implements CallRecorder {

		@Override
		public boolean observesAttempts() {
			return true;
		}

		@Override
		public AttemptScope attemptStarted(int index) {
			throw new IllegalStateException("at an attempt");
		}

		@Override
		public void queueWaited(long nanos) {
			throw new IllegalStateException("in the queue");
		}

		@Override
		public void attempts(int count, AttemptOutcome outcome, long nanos) {
			throw new IllegalStateException("behind attempts");
		}

		@Override
		public void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
			throw new IllegalStateException("behind an attempt");
		}

		@Override
		public void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
			throw new IllegalStateException("at the end");
		}

	}

}

package io.futil.fanout;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When the next task of a race starts, to the nanosecond, on a clock that stands still.
 */
@Timeout(30)
class HedgeTests {

	private static final int THREADS = 4;

	/** The alarm of who looks whether the pool still lives. */
	private static final int TICK = 1;

	private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long STEP = TimeUnit.MICROSECONDS.toNanos(100);

	private final ManualClock clock = new ManualClock();

	private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

	private final Queue<String> started = new ConcurrentLinkedQueue<>();

	private final Semaphore starts = new Semaphore(0);

	private final Semaphore interrupts = new Semaphore(0);

	private final CountDownLatch open = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	private FanOutOperations fanOut(ExecutorService executor, double budget) {
		Engine engine = new Engine(new PlainExecutorLookup(executor),
				new FanOutDefaults("io", null, ofSeconds(1), null, budget), Extensions.NONE, new Timer(this.clock));
		return new FanOutTemplate(engine, engine.options().handle(engine.handle(executor)));
	}

	/** A task that waits to be let go. */
	private Callable<String> waiting(String name) {
		return () -> {
			start(name);
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				this.interrupts.release();
				throw ex;
			}
			return name;
		};
	}

	private Callable<String> quick(String name) {
		return () -> {
			start(name);
			return name;
		};
	}

	private void start(String name) {
		this.started.add(name);
		this.starts.release();
	}

	private void awaitStarts(int number) throws InterruptedException {
		this.starts.acquire(number);
	}

	private Tasks<String> threeSlow() {
		return Tasks.of("a", waiting("a")).and("b", waiting("b")).and("c", waiting("c"));
	}

	@Test
	void eachTaskHasTheDelayForItself() throws Exception {
		var future = fanOut(this.pool, 1).hedge(ofNanos(DELAY)).async().firstSuccess(threeSlow());
		awaitStarts(1);
		this.clock.advance(DELAY - 1);
		assertThat(this.started).containsExactly("a");
		this.clock.advance(1);
		awaitStarts(1);
		assertThat(this.started).containsExactly("a", "b");
		this.clock.advance(DELAY - 1);
		assertThat(this.started).containsExactly("a", "b");
		this.clock.advance(1);
		awaitStarts(1);
		assertThat(this.started).containsExactly("a", "b", "c");
		assertThat(this.clock.pending()).isEqualTo(TICK);
		this.open.countDown();
		assertThat(future.get().value()).isIn("a", "b", "c");
	}

	@Test
	void theDelayBeginsWhenTheTaskStarts() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		for (int i = 0; i < THREADS; i++) {
			this.pool.execute(() -> Quietly.await(busy));
		}
		var future = fanOut(this.pool, 1).hedge(ofNanos(DELAY)).async().firstSuccess(threeSlow());
		this.clock.advance(3 * DELAY);
		busy.countDown();
		awaitStarts(1);
		this.clock.advance(DELAY - 1);
		assertThat(this.started).containsExactly("a");
		this.clock.advance(1);
		awaitStarts(1);
		assertThat(this.started).containsExactly("a", "b");
		this.open.countDown();
		future.get();
	}

	@Test
	void aCallThatEndsLeavesNoAlarm() throws Exception {
		FanOutOperations fanOut = fanOut(this.pool, 1).hedge(ofNanos(DELAY));
		assertThat(fanOut.firstSuccess(Tasks.of("a", quick("a")).and("b", waiting("b"))).name()).isEqualTo("a");
		assertThat(this.clock.pending()).isZero();
		var future = fanOut.async().firstSuccess(threeSlow());
		awaitStarts(2);
		future.cancel(true);
		this.interrupts.acquire();
		assertThat(this.clock.pending()).isZero();
		this.clock.advance(DELAY);
		assertThat(this.started).containsExactly("a", "a");
	}

	@Test
	void theLastTaskSetsNoAlarm() throws Exception {
		var future = fanOut(this.pool, 1).hedge(ofNanos(DELAY)).async().firstSuccess(Tasks.of("a", waiting("a")));
		awaitStarts(1);
		assertThat(this.clock.pending()).isEqualTo(TICK);
		this.open.countDown();
		future.get();
	}

	@Test
	void aFailureDuringTheDelayBeginsANewOne() throws Exception {
		CountDownLatch fail = new CountDownLatch(1);
		var future = fanOut(this.pool, 1).hedge(ofNanos(DELAY)).async().firstSuccess(Tasks.<String>of("a", () -> {
			start("a");
			fail.await();
			throw new IllegalStateException();
		}).and("b", waiting("b")).and("c", waiting("c")));
		awaitStarts(1);
		this.clock.advance(DELAY / 2);
		fail.countDown();
		awaitStarts(1);
		this.clock.advance(DELAY / 2);
		assertThat(this.started).containsExactly("a", "b");
		this.clock.advance(DELAY / 2);
		awaitStarts(1);
		this.open.countDown();
		assertThat(future.get().name()).isIn("b", "c");
	}

	@Test
	void aPoolOfOneStartsNoHedge() throws Exception {
		ExecutorService one = Executors.newFixedThreadPool(1);
		try {
			var future = fanOut(one, 1).hedge(ofNanos(DELAY)).async().firstSuccess(threeSlow());
			awaitStarts(1);
			this.clock.advance(DELAY);
			this.open.countDown();
			assertThat(future.get().name()).isEqualTo("a");
			assertThat(this.started).containsExactly("a");
		}
		finally {
			one.shutdownNow();
		}
	}

	@Test
	void aHedgeThatIsRefusedLeavesTheFirstAlone() throws Exception {
		AtomicInteger refused = new AtomicInteger();
		ThreadPoolExecutor full = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task, executor) -> {
					refused.incrementAndGet();
					this.starts.release();
					throw new RejectedExecutionException("stopped");
				});
		var future = fanOut(full, 1).hedge(ofNanos(DELAY)).async().firstSuccess(threeSlow());
		awaitStarts(1);
		full.shutdown();
		this.clock.advance(DELAY);
		awaitStarts(1);
		assertThat(refused).hasValue(1);
		this.open.countDown();
		assertThat(future.get().name()).isEqualTo("a");
		assertThat(this.started).containsExactly("a");
	}

	@Test
	void withoutABudgetOnlyAFailureStartsTheNext() throws Exception {
		FanOutOperations fanOut = fanOut(this.pool, 0).hedge(ofNanos(DELAY));
		assertThat(fanOut.firstSuccess(Tasks.<String>of("a", () -> {
			throw new IllegalStateException();
		}).and("b", quick("b"))).name()).isEqualTo("b");
		var future = fanOut.async().firstSuccess(threeSlow());
		awaitStarts(2);
		this.clock.advance(10 * DELAY);
		this.open.countDown();
		assertThat(future.get().name()).isEqualTo("a");
	}

	@Test
	void aQuantileNeedsAName() {
		FanOutOperations fanOut = fanOut(this.pool, 1).hedgeAtQuantile(0.9);
		assertThatIllegalArgumentException().isThrownBy(() -> fanOut.firstSuccess(threeSlow()))
			.withMessageContaining("named(...)");
		assertThatIllegalArgumentException().isThrownBy(() -> fanOut.async().firstSuccess(threeSlow()))
			.withMessageContaining("named(...)");
		assertThat(this.started).isEmpty();
	}

	@Test
	void theDelayIsLearnedFromTheCallsBefore() throws Exception {
		FanOutOperations fanOut = fanOut(this.pool, 1).named("rate").hedgeAtQuantile(0.9);
		for (int i = 0; i < 20; i++) {
			// Not enough to go by yet.
			assertThat(isHedged(fanOut, ofMillis(10).toNanos())).isFalse();
		}
		assertThat(isHedged(fanOut, ofMillis(10).toNanos())).isFalse();
		assertThat(isHedged(fanOut, ofMillis(11).toNanos())).isTrue();
	}

	@Test
	void failuresDoNotCountAsQuick() throws Exception {
		FanOutOperations fanOut = fanOut(this.pool, 1).named("rate").hedgeAtQuantile(0.9);
		for (int i = 0; i < 20; i++) {
			isHedged(fanOut, ofMillis(10).toNanos());
			fanOut.firstSuccess(Tasks.<String>of("a", () -> {
				throw new IllegalStateException();
			}).and("b", () -> "b"));
		}
		assertThat(isHedged(fanOut, ofMillis(10).toNanos())).isFalse();
	}

	@Test
	void hedgesDoNotMakeTheDelayShorterAndShorter() throws Exception {
		FanOutOperations fanOut = fanOut(this.pool, 1).named("rate").hedgeAtQuantile(0.9);
		int hedges = 0;
		for (int i = 0; i < 4_000; i++) {
			// From 10 to 20 milliseconds, in no order.
			hedges += isHedged(fanOut, ofMillis(10).toNanos() + i * 7919L % 1_000 * 10_000) ? 1 : 0;
		}
		assertThat(hedges).isBetween(200, 440);
	}

	/**
	 * Whether a call starts its second task if the first one takes that long. A call may
	 * return a moment before its alarms are cancelled: one of those must not go off here.
	 */
	private boolean isHedged(FanOutOperations fanOut, long nanos) {
		while (this.clock.pending() > 0) {
			Thread.onSpinWait();
		}
		return fanOut.firstSuccess(Tasks.of("a", () -> {
			for (long passed = 0; passed < nanos; passed += STEP) {
				if (this.clock.advance(Math.min(STEP, nanos - passed)) > 0) {
					this.open.await();
				}
			}
			return "a";
		}).and("b", () -> "b")).name().equals("b");
	}

	@Test
	void operationsAreRememberedUpToAHundred() {
		HedgedOperations operations = new HedgedOperations(0.1);
		List<HedgedOperation> first = IntStream.range(0, HedgedOperations.MOST)
			.mapToObj((i) -> operations.of("operation " + i))
			.toList();
		HedgedOperation other = operations.of("one more");
		assertThat(first).doesNotHaveDuplicates().allMatch((operation) -> operation.latencies() != null);
		assertThat(operations.of("operation 7")).isSameAs(first.get(7));
		assertThat(other.latencies()).isNull();
		assertThat(operations.of("yet another")).isSameAs(other);
		assertThat(new Hedge.AtQuantile(0.9).plan(other).isTimed()).isFalse();
	}

}

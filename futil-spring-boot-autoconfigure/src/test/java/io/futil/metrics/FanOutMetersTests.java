package io.futil.metrics;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.Garbage;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.Tasks;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the meters show of calls.
 */
class FanOutMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final TestExecutors executors = new TestExecutors();

	private final FanOutMeters meters = new FanOutMeters(new CallNames(100), () -> this.registry, () -> false);

	private final FanOutOperations fanOut = this.executors.fanOut(this.meters);

	@AfterEach
	void stop() {
		this.executors.close();
		this.meters.close();
	}

	@Test
	void eachAttemptIsCountedOnceHoweverTinyAndByWhateverVerb() {
		long expected = 0;
		for (int size : List.of(1, 2, 100, 1_000, 100_000)) {
			this.fanOut.named("count").map(TestExecutors.items(size), (item) -> item);
			this.fanOut.named("count").results(TestExecutors.items(size), (item) -> item);
			this.fanOut.named("count").asCompleted(TestExecutors.items(size), (item) -> item).forEach((result) -> {
			});
			this.fanOut.named("count")
				.retry(RetrySettings.maxAttempts(2))
				.forEach(TestExecutors.items(size), (item) -> {
				});
			expected += 4 * size;
			assertThat(attempts("count", "succeeded")).isEqualTo(expected);
		}
		assertThat(this.registry.find("futil.task").meters())
			.allMatch((meter) -> "count".equals(meter.getId().getTag("operation")));
	}

	@Test
	void attemptsThatFailAreCountedBesideThoseThatDoNot() {
		AtomicInteger runs = new AtomicInteger();
		this.fanOut.named("flaky")
			.retry(RetrySettings.maxAttempts(3).delay(Duration.ZERO))
			.map(List.of("item"), (item) -> {
				if (runs.incrementAndGet() < 3) {
					throw new IllegalStateException("not yet");
				}
				return item;
			});
		assertThat(attempts("flaky", "failed")).isEqualTo(2);
		assertThat(attempts("flaky", "succeeded")).isEqualTo(1);
		assertThat(this.registry.get("futil.task.retries")
			.tags("operation", "flaky", "executor", "pool")
			.counter()
			.count()).isEqualTo(2);
	}

	@Test
	void anAttemptThatRunsIntoItsTimeOutIsTimedOut() {
		assertThatRuntimeException().isThrownBy(() -> this.fanOut.named("slow")
			.taskTimeout(Duration.ofMillis(20))
			.map(List.of("item"), (item) -> new CountDownLatch(1).await(1, TimeUnit.MINUTES)));
		assertThat(attempts("slow", "timed-out")).isEqualTo(1);
	}

	@Test
	void theWaitOfWorkersIsApartFromTheRunOfTasks() {
		this.fanOut.named("load").map(TestExecutors.items(2), (item) -> item);
		Timer wait = this.registry.get("futil.task.wait").tags("operation", "load", "executor", "pool").timer();
		assertThat(wait.count()).isPositive();
	}

	@Test
	void aCallIsTimedWithItsVerbAndOutcome() {
		this.fanOut.map(List.of(1), (item) -> item);
		this.fanOut.on(TestExecutors.OTHER_POOL).named("race").firstSuccess(Tasks.of("a", () -> 1));
		assertThatThrownBy(() -> this.fanOut.map(List.of(1), (item) -> {
			throw new IllegalStateException("broken");
		})).isInstanceOf(IllegalStateException.class);
		assertThat(call("map", "map", "pool", "succeeded", "none").count()).isEqualTo(1);
		assertThat(call("race", "firstSuccess", "second", "succeeded", "none").count()).isEqualTo(1);
		assertThat(call("map", "map", "pool", "failed", "ObservedFailure").count()).isEqualTo(1);
	}

	@Test
	void aCallThatIsObservedIsNotTimedTwice() {
		FanOutMeters observed = new FanOutMeters(new CallNames(100), () -> this.registry, () -> true);
		this.executors.fanOut(observed).map(List.of(1), (item) -> item);
		assertThat(this.registry.find("futil.fanout").meters()).isEmpty();
		assertThat(attempts("map", "succeeded")).isEqualTo(1);
	}

	@Test
	void withoutARegistryNothingIsMeasured() {
		FanOutMeters nowhere = new FanOutMeters(new CallNames(100), () -> null, () -> false);
		assertThat(this.executors.fanOut(nowhere).map(List.of(1, 2), (item) -> item)).containsExactly(1, 2);
		nowhere.close();
	}

	@Test
	void whatRunsAndWhatIsAbandonedIsThereEvenAfterGarbageCollection() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> this.fanOut.timeout(Duration.ofMillis(50)).map(List.of(1), (item) -> {
				awaitStubbornly(end);
				ended.countDown();
				return item;
			}));
		for (int i = 0; i < 3; i++) {
			System.gc();
			assertThat(gauge("futil.tasks.active", "pool")).isEqualTo(1);
			assertThat(gauge("futil.tasks.abandoned", "pool")).isEqualTo(1);
		}
		end.countDown();
		ended.await();
		await("futil.tasks.active", "pool", 0);
		await("futil.tasks.abandoned", "pool", 0);
		Garbage.awaitCleared(List.of(new WeakReference<>(new Object())));
		assertThat(gauge("futil.tasks.active", "pool")).isZero();
	}

	@Test
	void executorsOfOneNameAddUp() throws Exception {
		CountDownLatch started = new CountDownLatch(2);
		CountDownLatch end = new CountDownLatch(1);
		ExecutorService one = Executors.newFixedThreadPool(1);
		ExecutorService other = Executors.newFixedThreadPool(1);
		try {
			List<FanOutOperations> fanOuts = List.of(this.fanOut.on(one), this.fanOut.on(other));
			fanOuts.forEach((fanOut) -> fanOut.submit(() -> {
				started.countDown();
				end.await();
				return 1;
			}));
			started.await();
			assertThat(gauge("futil.tasks.active", "ThreadPoolExecutor")).isEqualTo(2);
			assertThat(this.registry.find("futil.tasks.active").gauges()).hasSize(1);
		}
		finally {
			end.countDown();
			one.shutdown();
			other.shutdown();
		}
		await("futil.tasks.active", "ThreadPoolExecutor", 0);
	}

	@Test
	void anExecutorThatNobodyUsesAnyMoreIsNotKeptAlive() {
		List<WeakReference<Executor>> gone = IntStream.range(0, 100).mapToObj((i) -> {
			Executor executor = new DirectExecutor();
			this.fanOut.on(executor).map(List.of(1), (item) -> item);
			return new WeakReference<>(executor);
		}).toList();
		Garbage.awaitCleared(gone);
		assertThat(gauge("futil.tasks.active", "DirectExecutor")).isZero();
		assertThat(attempts("map", "succeeded")).isEqualTo(100);
	}

	@Test
	void closingTakesAllMetersAway() {
		Meter foreign = this.registry.counter("orders");
		this.fanOut.map(TestExecutors.items(100_000), (item) -> item);
		assertThat(this.registry.getMeters()).hasSizeGreaterThan(5);
		this.meters.close();
		assertThat(this.registry.getMeters()).containsExactly(foreign);
		this.fanOut.map(TestExecutors.items(10), (item) -> item);
		assertThat(this.registry.getMeters()).containsExactly(foreign);
	}

	@Test
	void aCallThatOutlivesTheMetersRegistersNone() {
		this.fanOut.map(List.of(1), (item) -> {
			this.meters.close();
			return item;
		});
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void namesAndClassesWithoutEndMakeABoundedNumberOfMeters() {
		ManyFaults faults = new ManyFaults();
		IntStream.range(0, 10_000)
			.forEach((i) -> assertThatThrownBy(
					() -> this.fanOut.named("operation " + i).scatterGather(Tasks.of("branch " + i, () -> {
						throw faults.number(i);
					})))
				.hasMessage("failure"));
		assertThat(this.registry.getMeters()).hasSizeLessThan(101 * 8);
		assertThat(this.registry.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
			.extracting(Tag::getKey)
			.containsOnly("operation", "executor", "verb", "outcome", "timing", "error");
		assertThat(attempts("other", "failed")).isEqualTo(10_000 - 100);
		assertThat(this.registry.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
			.extracting(Tag::getValue)
			.noneMatch((value) -> value.startsWith("branch") || value.contains("Fault0"));
	}

	@Test
	void whatTasksWorkOnIsInNoMeter() {
		String secret = "card=4111111111111111";
		this.fanOut.map(List.of(secret), (item) -> item);
		assertThatThrownBy(() -> this.fanOut.map(List.of(secret), (item) -> {
			throw new IllegalStateException(item);
		})).hasMessage(secret);
		assertThat(this.registry.getMeters()).isNotEmpty()
			.noneMatch((meter) -> meter.getId().toString().contains("4111"));
	}

	private static void awaitStubbornly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// Goes on all the same.
			}
		}
	}

	private void await(String gauge, String executor, double value) {
		long start = System.nanoTime();
		while (gauge(gauge, executor) != value) {
			assertThat(System.nanoTime() - start).as("nanoseconds of waiting in vain").isLessThan(30_000_000_000L);
			Thread.yield();
		}
	}

	private double gauge(String name, String executor) {
		return this.registry.get(name).tags("executor", executor).gauge().value();
	}

	private Timer call(String operation, String verb, String executor, String outcome, String error) {
		return this.registry.get("futil.fanout")
			.tags("operation", operation, "verb", verb, "executor", executor, "outcome", outcome, "error", error)
			.timer();
	}

	private long attempts(String operation, String outcome) {
		return this.registry.find("futil.task")
			.tags("operation", operation, "outcome", outcome)
			.meters()
			.stream()
			.mapToLong(
					(meter) -> (meter instanceof Timer timer) ? timer.count() : (long) ((FunctionTimer) meter).count())
			.sum();
	}

	/**
	 * Runs its tasks in the caller.
	 */
	static final class DirectExecutor implements Executor {

		@Override
		public void execute(Runnable task) {
			task.run();
		}

	}

}

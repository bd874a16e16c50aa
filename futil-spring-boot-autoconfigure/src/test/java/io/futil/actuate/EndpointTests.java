package io.futil.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.actuate.Operated.Answer;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.RetrySettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What the endpoint shows.
 */
@Timeout(120)
class EndpointTests {

	private static final Operated application = startApplication();

	private static Operated startApplication() {
		return Operated.start("futil.executors.cpu.core-size=2", "futil.executors.cpu.max-size=3",
				"futil.executors.io.threads=platform", "futil.executors.io.core-size=4");
	}

	@BeforeAll
	static void isThere() {
		assertThat(application.get().status()).isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static List<Integer> items(int number) {
		return IntStream.range(0, number).boxed().toList();
	}

	@Test
	void executorsAreThereWithSizesAndSettingsAndWhereTheyComeFrom() {
		Answer answer = application.get();
		assertThat(answer.<List<String>>read("$.executors[?(@.kind != 'foreign')].name")).containsExactly("io", "cpu");
		Map<String, Object> cpu = one(answer, "$.executors[?(@.name == 'cpu')]");
		assertThat(cpu).containsEntry("kind", "platform")
			.containsEntry("concurrency", 3)
			.containsEntry("coreSize", 2)
			.containsEntry("maxSize", 3)
			.containsEntry("queueCapacity", 1000)
			.containsEntry("abandoned", 0)
			.doesNotContainKey("resize");
		assertThat(one(answer, "$.executors[?(@.name == 'cpu')].settings[?(@.key == 'core-size')]"))
			.containsEntry("value", "2")
			.hasEntrySatisfying("origin", (origin) -> assertThat((String) origin).contains("defaultProperties"));
		assertThat(one(answer, "$.executors[?(@.name == 'cpu')].settings[?(@.key == 'keep-alive')]"))
			.containsEntry("value", "60s")
			.containsEntry("origin", "default");
	}

	/** On a Java without virtual threads the limit is the size of a pool. */
	@Test
	void aSizeThatAnotherOneStandsInForIsShownWhereThatIsWritten() {
		try (Operated limited = Operated.start("futil.executors.io.concurrency-limit=7")) {
			assertThat(limited.get()
				.<List<String>>read("$.executors[?(@.name == 'io')].settings[?(@.value == '7')].origin")).isNotEmpty()
				.allSatisfy((origin) -> assertThat(origin).contains("defaultProperties"));
			assertThat(limited.get()
				.<List<String>>read("$.executors[?(@.name == 'cpu')].settings[?(@.key == 'core-size')].origin"))
				.containsExactly("default");
		}
	}

	@Test
	void aRunningCallIsShownWithItsProgressAndThenAsFinished() {
		CountDownLatch release = new CountDownLatch(1);
		FanOutFuture<List<Integer>> future = application.fanOut()
			.named("shown")
			.timeout(ofMinutes(5))
			.concurrency(2)
			.async()
			.map(items(10), (item) -> {
				if (item == 4) {
					release.await();
				}
				return item;
			});
		Operated.until("all but one are done",
				() -> !application.get()
					.<List<Object>>read("$.running[?(@.operation == 'shown' && @.done == 9)]")
					.isEmpty());
		Map<String, Object> running = one(application.get(), "$.running[?(@.operation == 'shown')]");
		assertThat(running).containsEntry("verb", "map")
			.containsEntry("executor", "io")
			.containsEntry("total", 10)
			.containsEntry("failed", 0)
			.containsEntry("retries", 0);
		assertThat((Double) running.get("remainingMillis")).isPositive().isLessThan(300_000);
		assertThat((Double) running.get("ageMillis")).isPositive();
		assertThat((String) running.get("started")).matches("20\\d\\d-.*Z");
		release.countDown();
		future.join();
		Answer answer = application.awaitShown("$.finished[?(@.operation == 'shown')]");
		assertThat(one(answer, "$.finished[?(@.operation == 'shown')]")).containsEntry("id", running.get("id"))
			.containsEntry("outcome", "succeeded")
			.containsEntry("done", 10)
			.containsEntry("failed", 0);
		assertThat(answer.<List<Object>>read("$.running[?(@.operation == 'shown')]")).isEmpty();
	}

	@Test
	void whatFailsAndIsRetriedIsCountedOnceATask() {
		application.fanOut()
			.named("flaky")
			.retry(RetrySettings.maxAttempts(2).delay(ofMillis(1)))
			.results(items(10), (item) -> {
				throw new IllegalStateException("expected");
			});
		assertThat(one(application.get(), "$.finished[?(@.operation == 'flaky')]"))
			.containsEntry("outcome", "succeeded")
			.containsEntry("done", 10)
			.containsEntry("failed", 10)
			.containsEntry("retries", 10);
		assertThatException().isThrownBy(() -> application.fanOut().named("failing").map(items(1), (item) -> {
			throw new IllegalStateException("expected");
		}));
		assertThat(one(application.get(), "$.finished[?(@.operation == 'failing')]")).containsEntry("outcome",
				"failed");
	}

	@Test
	void tinyTasksAreCountedEachAndAMillionOfThemAreNoTrouble() {
		application.fanOut().named("tiny").on("cpu").map(items(1_000_000), (item) -> item);
		assertThat(one(application.get(), "$.finished[?(@.operation == 'tiny')]")).containsEntry("done", 1_000_000)
			.containsEntry("total", 1_000_000);
	}

	@Test
	void theSlowestAttemptsAreShownWithTheirIndex() {
		CountDownLatch slow = new CountDownLatch(1);
		FanOutFuture<List<Integer>> future = application.fanOut()
			.named("slow")
			.chunkSize(1)
			.async()
			.map(items(3), (item) -> {
				if (item == 2) {
					slow.await();
				}
				return item;
			});
		Operated.until("it has run for a while",
				() -> application.get()
					.<List<Double>>read("$.running[?(@.operation == 'slow')].ageMillis")
					.stream()
					.anyMatch((age) -> age > 50));
		slow.countDown();
		future.join();
		Map<String, Object> slowest = one(application.get(), "$.slowest[?(@.operation == 'slow' && @.index == 2)]");
		assertThat(slowest).containsEntry("executor", "io")
			.containsEntry("attempt", 1)
			.containsEntry("outcome", "succeeded");
		assertThat((Double) slowest.get("elapsedMillis")).isPositive();
		assertThat(application.get().<List<Double>>read("$.slowest[*].elapsedMillis")).hasSizeLessThanOrEqualTo(20)
			.isSortedAccordingTo((one, other) -> Double.compare(other, one));
	}

	@Test
	void anAbandonedTaskIsShownWithItsStackUntilItEnds() {
		Stubborn<Integer> task = Stubborn.abandoned(application.fanOut().named("stuck"), 1);
		Answer answer = application.awaitShown("$.abandoned[?(@.operation == 'stuck')]");
		Map<String, Object> stuck = one(answer, "$.abandoned[?(@.operation == 'stuck')]");
		assertThat(stuck).containsEntry("executor", "io");
		assertThat((String) stuck.get("thread")).startsWith("io-");
		assertThat((Double) stuck.get("sinceMillis")).isNotNegative();
		assertThat(answer.<List<String>>read("$.abandoned[?(@.operation == 'stuck')].stack[*]"))
			.anyMatch((frame) -> frame.contains(Stubborn.class.getName()));
		assertThat(one(answer, "$.executors[?(@.name == 'io')]")).containsEntry("abandoned", 1);
		Answer ended = application.awaitShown("$.finished[?(@.operation == 'stuck')]");
		assertThat(one(ended, "$.finished[?(@.operation == 'stuck')]")).containsEntry("outcome", "cancelled");
		task.release();
		Operated.until("it has ended",
				() -> application.get().<List<Object>>read("$.abandoned[?(@.operation == 'stuck')]").isEmpty());
	}

	@Test
	void aCallThatIsLateIsShownAsThat() {
		CountDownLatch never = new CountDownLatch(1);
		assertThatException()
			.isThrownBy(() -> application.fanOut().named("late").timeout(ofMillis(1)).map(items(1), (item) -> {
				never.await();
				return item;
			}));
		assertThat(one(application.get(), "$.finished[?(@.operation == 'late')]")).containsEntry("outcome", "timed-out")
			.containsEntry("done", 0);
	}

	@Test
	void onlyTheLastFiftyAreKeptTheNewestFirst() {
		for (int i = 0; i < 60; i++) {
			application.fanOut().named("many-" + i).map(items(1), (item) -> item);
		}
		assertThat(application.get().<List<String>>read("$.finished[*].operation"))
			.containsExactlyElementsOf(IntStream.range(0, 50).mapToObj((i) -> "many-" + (59 - i)).toList());
	}

	@Test
	void anExecutorOfTheApplicationIsShownOnceACallHasUsedIt() {
		ExecutorService pool = Executors.newFixedThreadPool(3);
		try {
			application.fanOut().on(pool).map(items(10), (item) -> item);
			assertThat(one(application.get(), "$.executors[?(@.name == 'ThreadPoolExecutor')]"))
				.containsEntry("kind", "foreign")
				.containsEntry("concurrency", 3)
				.containsEntry("maxSize", 3)
				.doesNotContainKey("queueCapacity");
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void aStreamThatIsDroppedIsNotKept() {
		readOne();
		Operated.until("nobody has it any more", () -> {
			System.gc();
			return application.get().<List<Object>>read("$.running[?(@.operation == 'dropped')]").isEmpty();
		});
	}

	/** In a frame of its own, so that nothing of it is left behind. */
	private static void readOne() {
		Stream<Integer> stream = application.fanOut()
			.named("dropped")
			.stream(Stream.iterate(0, (i) -> i + 1)::iterator, (item) -> item);
		assertThat(stream.iterator().next()).isZero();
		assertThat(application.get().<List<Object>>read("$.running[?(@.operation == 'dropped')]")).hasSize(1);
	}

	static Map<String, Object> one(Answer answer, String path) {
		List<Map<String, Object>> found = answer.read(path);
		assertThat(found).as(path).hasSize(1);
		return found.get(0);
	}

}

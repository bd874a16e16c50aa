package io.futil.compatibility;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Each verb, and the laws that matter most, on each kind of executor.
 */
@Timeout(120)
class VerbTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

	private static final List<Integer> DOUBLED = ITEMS.stream().map((item) -> item * 2).toList();

	static List<FanOutOperations> everywhere() {
		return Running.executors().stream().map((name) -> Running.fanOut().on(name)).toList();
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void verbsOfListsKeepTheOrder(FanOutOperations fanOut) {
		assertThat(fanOut.map(ITEMS, VerbTests::twice)).isEqualTo(DOUBLED);
		assertThat(fanOut.filter(ITEMS, (item) -> item < 3)).containsExactly(0, 1, 2);
		assertThat(fanOut.mapOrDefault(List.of(0, 1), VerbTests::failsAtOne, -1)).containsExactly(0, -1);
		assertThat(fanOut.mapOrElse(List.of(0, 1), VerbTests::failsAtOne, (item, failure) -> -2)).containsExactly(0,
				-2);
		assertThat(fanOut.results(List.of(0, 1), VerbTests::failsAtOne)).extracting(TaskResult::ok)
			.containsExactly(true, false);
		CountDownLatch seen = new CountDownLatch(ITEMS.size());
		fanOut.forEach(ITEMS, (item) -> seen.countDown());
		assertThat(seen.getCount()).isZero();
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void verbsOfStreamsGiveAllThereIs(FanOutOperations fanOut) {
		try (Stream<Integer> stream = fanOut.stream(ITEMS, VerbTests::twice)) {
			assertThat(stream).containsExactlyElementsOf(DOUBLED);
		}
		try (Stream<TaskResult<Integer, Integer>> completed = fanOut.asCompleted(ITEMS, VerbTests::twice)) {
			assertThat(completed.map(TaskResult::value)).containsExactlyInAnyOrderElementsOf(DOUBLED);
		}
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void verbsOfTasksGatherAndRace(FanOutOperations fanOut) {
		Callable<Integer> failing = () -> failsAtOne(1);
		assertThat(fanOut.scatterGather(Tasks.of("a", () -> 1).and("b", () -> 2))).containsExactly(entry("a", 1),
				entry("b", 2));
		assertThat(fanOut.scatterGatherResults(Tasks.of("a", () -> 1).and("b", failing)).get("b").ok()).isFalse();
		assertThat(fanOut.<Integer>gather((branches) -> {
			var required = branches.require("required", () -> 40);
			var optional = branches.optional("optional", failing).orElse(2);
			return required.get() + optional.get();
		})).isEqualTo(42);
		assertThat(fanOut.firstSuccess(Tasks.of("bad", failing).and("good", () -> 7)).name()).isEqualTo("good");
		assertThat(fanOut.hedge(ofSeconds(30)).firstSuccess(Tasks.of("first", () -> 1).and("second", failing)).name())
			.isEqualTo("first");
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void verbsOfFuturesComplete(FanOutOperations fanOut) throws Exception {
		assertThat(await(fanOut.submit(() -> 3))).isEqualTo(3);
		assertThat(await(fanOut.async().map(ITEMS, VerbTests::twice))).isEqualTo(DOUBLED);
		assertThat(await(fanOut.async().filter(ITEMS, (item) -> item > 97))).containsExactly(98, 99);
		assertThat(await(fanOut.async().results(ITEMS, VerbTests::twice))).hasSize(ITEMS.size());
		assertThat(await(fanOut.async().scatterGather(Map.of("a", () -> 1)))).containsEntry("a", 1);
		assertThat(await(fanOut.async().firstSuccess(Map.of("a", () -> 1))).value()).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void theFirstFailureEndsTheCall(FanOutOperations fanOut) {
		IllegalStateException failure = new IllegalStateException("first");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> fanOut.map(ITEMS, (item) -> {
			throw failure;
		})).isSameAs(failure);
		assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> fanOut.map(ITEMS, (item) -> {
			throw new IOException("checked");
		})).withCauseInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void theDeadlineBindsTheCaller(FanOutOperations fanOut) {
		CountDownLatch never = new CountDownLatch(1);
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> fanOut.timeout(ofMillis(50)).map(ITEMS, (item) -> await(never)))
			.satisfies((ex) -> assertThat(ex.results()).hasSize(ITEMS.size()));
		assertThat(fanOut.taskTimeout(ofMillis(20)).mapOrDefault(List.of(1), (item) -> await(never), false))
			.containsExactly(false);
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void callsWithinCallsEnd(FanOutOperations fanOut) {
		FanOutOperations single = Running.fanOut().on("single");
		assertThat(single.map(ITEMS,
				(outer) -> fanOut
					.map(List.of(1, 2), (middle) -> single.map(List.of(outer), (inner) -> inner + middle).get(0))
					.get(1)))
			.isEqualTo(ITEMS.stream().map((item) -> item + 2).toList());
	}

	@ParameterizedTest
	@MethodSource("everywhere")
	void tasksAreTriedAgain(FanOutOperations fanOut) {
		int[] attempts = new int[1];
		assertThat(fanOut.retry(RetrySettings.maxAttempts(3)).map(List.of("attempt "), (item) -> {
			if (++attempts[0] < 3) {
				throw new IOException();
			}
			return item + attempts[0];
		})).containsExactly("attempt 3");
	}

	@Test
	void aFullExecutorRefuses() throws Exception {
		FanOutOperations small = Running.fanOut().on(Saturated.NAME);
		try (Saturated saturated = new Saturated()) {
			assertThat(saturated).isNotNull();
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> small.map(ITEMS, VerbTests::twice))
				.withMessageContaining("'small' (1 of 1 threads busy, 1 of 1 tasks waiting) is full");
		}
		assertThat(small.map(ITEMS, VerbTests::twice)).isEqualTo(DOUBLED);
	}

	@Test
	void threadsAreVirtualWhereJavaHasThem() {
		for (String name : Running.executors()) {
			boolean virtual = Running.hasVirtualThreads() && (name.equals("io") || name.equals("virtual"));
			assertThat(Running.fanOut().on(name).timeout(ofSeconds(30)).map(List.of(1), (item) -> isVirtual())).as(name)
				.containsExactly(virtual);
		}
	}

	private static boolean isVirtual() throws ReflectiveOperationException {
		return Running.hasVirtualThreads()
				&& (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
	}

	private static int twice(int item) {
		return item * 2;
	}

	private static int failsAtOne(int item) throws IOException {
		if (item == 1) {
			throw new IOException("one");
		}
		return item;
	}

	private static boolean await(CountDownLatch latch) throws InterruptedException {
		latch.await();
		return true;
	}

	private static <T> T await(FanOutFuture<T> future) throws Exception {
		return future.get(30, TimeUnit.SECONDS);
	}

}

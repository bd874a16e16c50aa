package io.futil.fanout;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executor makes who submits wait for a place, and who submits is a task that has one.
 */
@Repeated
@Timeout(60)
class ThrottledExecutorTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

	private final ExecutorService callers = Executors.newCachedThreadPool();

	@AfterEach
	void shutDown() {
		this.callers.shutdownNow();
	}

	private static SimpleAsyncTaskExecutor limited(int limit) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("limited-");
		executor.setConcurrencyLimit(limit);
		return executor;
	}

	private static Stream<Arguments> nested() {
		ThrowingFunction<FanOutOperations, Integer> map = (fanOut) -> fanOut.map(ITEMS, (item) -> item).size();
		ThrowingFunction<FanOutOperations, Integer> lazyMap = (fanOut) -> fanOut.map(ITEMS::iterator, (item) -> item)
			.size();
		ThrowingFunction<FanOutOperations, Integer> stream = (
				fanOut) -> fanOut.stream(ITEMS, (item) -> item).toList().size();
		ThrowingFunction<FanOutOperations, Integer> submit = (fanOut) -> fanOut.submit(ITEMS::size).get();
		ThrowingFunction<FanOutOperations, Integer> async = (
				fanOut) -> fanOut.async().map(ITEMS, (item) -> item).get().size();
		return Stream.of(1, 2, 5)
			.flatMap(
					(limit) -> Stream.of(map, lazyMap, stream, submit, async).map((verb) -> Arguments.of(limit, verb)));
	}

	@ParameterizedTest
	@MethodSource("nested")
	void nestedCallsEnd(int limit, ThrowingFunction<FanOutOperations, Integer> verb) {
		FanOutOperations fanOut = FanOutTemplate.of(limited(limit));
		CyclicBarrier allWait = new CyclicBarrier(limit);
		assertThat(fanOut.map(ITEMS.subList(0, limit), (item) -> {
			allWait.await();
			return verb.apply(fanOut);
		})).containsOnly(ITEMS.size());
	}

	/** Each has a worker that would bring the next one in. */
	@Test
	void callsThatReadTheirItemsEndBesideEachOther() throws Exception {
		FanOutOperations fanOut = FanOutTemplate.of(limited(2));
		CyclicBarrier bothRun = new CyclicBarrier(2);
		Callable<List<Integer>> call = () -> readAndMap(fanOut, bothRun);
		for (Future<List<Integer>> values : this.callers.invokeAll(List.of(call, call))) {
			assertThat(values.get()).isEqualTo(ITEMS);
		}
	}

	private static List<Integer> readAndMap(FanOutOperations fanOut, CyclicBarrier bothRun) {
		AtomicInteger first = new AtomicInteger();
		return fanOut.map(ITEMS::iterator, (item) -> {
			if (first.getAndIncrement() == 0) {
				bothRun.await();
			}
			return item;
		});
	}

	/** Those who have waited in its stead for a place go when a call is over. */
	@Test
	void aTaskThatMakesManyCallsLeavesNobodyWaiting() {
		FanOutOperations fanOut = FanOutTemplate.of(limited(1));
		fanOut.forEach(List.of(1), (one) -> {
			for (int call = 0; call < 1_000; call++) {
				fanOut.concurrency(3).map(ITEMS, (item) -> item);
			}
			while (waiting() > 0) {
				Thread.onSpinWait();
			}
		});
	}

	private static long waiting() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((trace) -> Arrays.stream(trace)
				.anyMatch((frame) -> frame.getClassName().equals(SimpleAsyncTaskExecutor.class.getName())
						&& frame.getMethodName().equals("execute")))
			.count();
	}

	@Test
	void whoIsInterruptedWhileItWaitsForAPlaceIsToldSo() throws Exception {
		SimpleAsyncTaskExecutor executor = limited(1);
		CountDownLatch done = new CountDownLatch(1);
		executor.execute(() -> Quietly.await(done));
		FanOutOperations fanOut = FanOutTemplate.of(executor);
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		AtomicBoolean flagged = new AtomicBoolean();
		Thread caller = new Thread(() -> {
			try {
				fanOut.map(ITEMS, (item) -> item);
			}
			catch (Throwable ex) {
				thrown.set(ex);
			}
			flagged.set(Thread.currentThread().isInterrupted());
		});
		caller.start();
		while (waiting() == 0) {
			Thread.onSpinWait();
		}
		caller.interrupt();
		caller.join();
		assertThat(thrown.get()).isInstanceOf(FanOutInterruptedException.class);
		assertThat(flagged).isTrue();
		done.countDown();
	}

}

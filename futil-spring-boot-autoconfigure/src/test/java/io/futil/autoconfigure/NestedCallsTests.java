package io.futil.autoconfigure;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the queue while tasks make calls.
 */
@Timeout(30)
class NestedCallsTests {

	private static final int MANY = 1_000;

	private static final int QUEUE = 20;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
		.withPropertyValues("futil.executors.small.queue-capacity=" + QUEUE);

	@ParameterizedTest
	@ValueSource(strings = { "core-size=2", "concurrency-limit=2" })
	void whatSparesHaveDoneDoesNotFillTheQueue(String size) {
		this.runner.withPropertyValues("futil.executors.small." + size)
			.run((context) -> assertQueueStaysEmpty(context.getBean(FanOutOperations.class).on("small"),
					context.getBean("small", TunableExecutor.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "core-size=2", "concurrency-limit=2" })
	void norWhereItIsDecorated(String size) {
		this.runner.withPropertyValues("futil.executors.small." + size)
			.withBean(TaskDecorator.class, () -> (task) -> () -> task.run())
			.run((context) -> assertQueueStaysEmpty(context.getBean(FanOutOperations.class).on("small"),
					context.getBean("small", TunableExecutor.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "core-size=1", "concurrency-limit=1" })
	void aStreamInATaskGoesOnWithoutAQueue(String size) {
		this.runner.withPropertyValues("futil.executors.small." + size, "futil.executors.small.queue-capacity=0")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("small");
				List<Integer> items = IntStream.range(0, MANY).boxed().toList();
				assertThat(fanOut.submit(() -> fanOut.stream(items, (item) -> item).toList()).get()).isEqualTo(items);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "core-size=1", "concurrency-limit=1" })
	void aTaskThatFindsRoomOnlyWhereOthersHaveLeftIsDecoratedOnce(String size) {
		Queue<Runnable> decorated = new ConcurrentLinkedQueue<>();
		this.runner.withPropertyValues("futil.executors.small." + size, "futil.executors.small.queue-capacity=2")
			.withBean(TaskDecorator.class, () -> (task) -> {
				decorated.add(task);
				return task;
			})
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("small");
				TaskExecutor executor = context.getBean("small", TaskExecutor.class);
				CountDownLatch ran = new CountDownLatch(1);
				Runnable task = ran::countDown;
				FanOutFuture<Integer> outer = fanOut.submit(() -> {
					executor.execute(() -> {
					});
					// Its worker runs on a spare thread, and stays in the queue.
					int sum = fanOut.map(List.of(1, 2), (item) -> item).size();
					executor.execute(task);
					return sum;
				});
				assertThat(outer.get()).isEqualTo(2);
				ran.await();
				assertThat(decorated.stream().filter((each) -> each == task)).hasSize(1);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "core-size=2", "concurrency-limit=2" })
	void aCallInACallGoesOnWhenTheExecutorShrinks(String size) {
		this.runner.withPropertyValues("futil.executors.small." + size).run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("small");
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch resized = new CountDownLatch(1);
			List<Integer> items = IntStream.range(0, 100).boxed().toList();
			FanOutFuture<Integer> outer = fanOut.submit(() -> fanOut.concurrency(1).map(items, (item) -> {
				// The first one longer than anybody who has just lent a place looks for.
				take((item == 0) ? 60_000_000 : 100_000);
				running.countDown();
				resized.await();
				return item;
			}).size());
			running.await();
			context.getBean("small", TunableExecutor.class).resize(new ExecutorSize(1, 1));
			resized.countDown();
			assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo(items.size());
		});
	}

	private static void take(long nanos) {
		long start = System.nanoTime();
		while (System.nanoTime() - start < nanos) {
			Thread.onSpinWait();
		}
	}

	private static void assertQueueStaysEmpty(FanOutOperations fanOut, TunableExecutor executor) throws Exception {
		CountDownLatch looped = new CountDownLatch(2);
		CountDownLatch goOn = new CountDownLatch(1);
		FanOutFuture<Integer> done = fanOut.submit(() -> 1);
		assertThat(done.get()).isEqualTo(1);
		FanOutFuture<List<Integer>> outer = fanOut.async().map(List.of(1, 2), (task) -> {
			int sum = 0;
			for (int i = 0; i < MANY; i++) {
				sum += fanOut.map(List.of(1, 2), (item) -> item).size();
				sum += done.thenApplyAsync((value) -> value).get();
			}
			looped.countDown();
			goOn.await();
			return sum;
		});
		assertThat(looped.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(executor.load().queued()).isLessThan(QUEUE);
		FanOutFuture<String> other = fanOut.submit(() -> "other");
		goOn.countDown();
		assertThat(outer.get()).containsOnly(3 * MANY);
		assertThat(other.get()).isEqualTo("other");
	}

}

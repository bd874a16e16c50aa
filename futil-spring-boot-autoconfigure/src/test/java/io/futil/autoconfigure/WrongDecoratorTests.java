package io.futil.autoconfigure;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A decorator that hands its task to another thread.
 */
@Timeout(30)
class WrongDecoratorTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 8).boxed().toList();

	private final CountDownLatch turnedAway = new CountDownLatch(1);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
		.withPropertyValues("futil.executors.pool.core-size=2", "futil.executors.limited.concurrency-limit=2")
		.withBean(TaskDecorator.class, () -> (task) -> () -> new Thread(() -> runElsewhere(task)).start());

	private void runElsewhere(Runnable task) {
		try {
			task.run();
		}
		catch (IllegalStateException ex) {
			this.turnedAway.countDown();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool", "limited" })
	void failsTheTasksInsteadOfRunningThemTwice(String executor) {
		this.runner.run((context) -> {
			AtomicInteger runs = new AtomicInteger();
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			List<TaskResult<Integer, Integer>> results = fanOut.results(ITEMS, (item) -> runs.incrementAndGet());
			assertThat(results).hasSize(ITEMS.size())
				.allSatisfy((result) -> assertThat(result).isInstanceOfSatisfying(TaskResult.Failure.class,
						(failure) -> assertThat(failure.cause()).hasMessageContaining("did not run the task")));
			assertThat(this.turnedAway.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(runs).hasValue(0);
		});
	}

}

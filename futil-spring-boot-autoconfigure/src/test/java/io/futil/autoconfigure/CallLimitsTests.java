package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.WorkerExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all calls of one executor share: its rate limit and its retry budget.
 */
class CallLimitsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class));

	static Stream<String> threads() {
		return VirtualThreads.areAvailable() ? Stream.of("platform", "virtual") : Stream.of("platform");
	}

	@ParameterizedTest
	@MethodSource("threads")
	void theCallsOfAnExecutorShareItsRateLimitAndOtherTasksPass(String threads) {
		this.runner
			.withPropertyValues("futil.executors.geocoder.threads=" + threads,
					"futil.executors.geocoder.rate-limit=5/1h")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutTemplate.class)
					.on("geocoder")
					.timeout(Duration.ofMinutes(10));
				assertThat(succeeded(fanOut.results(range(3), (item) -> item))).isEqualTo(3);
				assertThat(succeeded(fanOut.results(range(3), (item) -> item))).isEqualTo(2);
				// A template of one's own is no way round it.
				TaskExecutor geocoder = context.getBean("geocoder", TaskExecutor.class);
				assertThat(succeeded(
						FanOutTemplate.of(geocoder).timeout(Duration.ofMinutes(10)).results(range(3), (item) -> item)))
					.isZero();
				assertThat(succeeded(fanOut.on("io").results(range(3), (item) -> item))).isEqualTo(3);
				CompletableFuture<Boolean> passed = new CompletableFuture<>();
				geocoder.execute(() -> passed.complete(true));
				assertThat(passed.get(10, TimeUnit.SECONDS)).isTrue();
			});
	}

	@Test
	void aCallThatWaitsForItsRateHoldsNoThreadThatAnotherCouldUse() {
		this.runner
			.withPropertyValues("futil.executors.pool.threads=platform", "futil.executors.pool.core-size=4",
					"futil.executors.pool.max-size=4")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutTemplate.class).on("pool");
				FanOutFuture<?> limited = fanOut.rateLimit(1, Duration.ofHours(1))
					.async()
					.map(range(100), (item) -> item);
				// It takes all four threads to get through.
				CyclicBarrier together = new CyclicBarrier(4);
				assertThat(fanOut.map(range(100), (item) -> together.await(10, TimeUnit.SECONDS))).hasSize(100);
				assertThat(limited).isNotDone();
				limited.cancel(true);
			});
	}

	@Test
	void aCallerWhoHelpsNeedsAPermitToo() {
		this.runner.withPropertyValues("futil.executors.cpu.core-size=2", "futil.executors.cpu.rate-limit=5/1ms")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutTemplate.class).on("cpu");
				for (int i = 0; i < 20; i++) {
					assertThat(fanOut.map(range(30), (item) -> item)).hasSize(30);
				}
			});
	}

	@ParameterizedTest
	@MethodSource("threads")
	void theCallsOfAnExecutorShareItsRetryBudget(String threads) {
		this.runner
			.withPropertyValues("futil.executors.geocoder.threads=" + threads,
					"futil.executors.geocoder.retry-budget=0.1")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutTemplate.class)
					.on("geocoder")
					.retry(RetrySettings.maxAttempts(5).delay(Duration.ZERO));
				AtomicInteger attempts = new AtomicInteger();
				for (int i = 0; i < 50; i++) {
					fanOut.results(range(10), (item) -> {
						attempts.incrementAndGet();
						throw new IllegalStateException();
					});
				}
				assertThat(attempts).hasValue(550);
			});
	}

	@ParameterizedTest
	@CsvSource({ "3/s, 1000", "3/1s, 1000", "3/100ms, 100", "' 3 / 2 m ', 120000", "3/h, 3600000", "3/1d, 86400000" })
	void aRateIsANumberOfStartsAndATime(String rate, long millis) {
		this.runner.withPropertyValues("futil.executors.io.rate-limit=" + rate).run((context) -> {
			WorkerExecutor io = (WorkerExecutor) context.getBean("io");
			RateLimit limit = io.rateLimit();
			assertThat(limit).isNotNull();
			assertThat(io.rateLimit()).isSameAs(limit);
			Waits waits = new Waits();
			for (int i = 0; i < 4; i++) {
				limit.ask(waits, Long.MAX_VALUE);
			}
			assertThat(waits.granted).hasValue(3);
			assertThat(Duration.ofNanos(waits.nanos)).isBetween(Duration.ofMillis(millis / 4),
					Duration.ofMillis(millis / 3 + 1));
		});
	}

	@Test
	void nothingIsLimitedUnlessConfigured() {
		this.runner.run((context) -> {
			for (String name : List.of("io", "cpu")) {
				WorkerExecutor executor = (WorkerExecutor) context.getBean(name);
				assertThat(executor.rateLimit()).isNull();
				assertThat(executor.retryBudget()).isNull();
			}
		});
	}

	private static List<Integer> range(int size) {
		return IntStream.range(0, size).boxed().toList();
	}

	private static long succeeded(List<? extends TaskResult<?, ?>> results) {
		return results.stream().filter(TaskResult::ok).count();
	}

	private static final class Waits implements RateLimit.Waiter {

		private final AtomicInteger granted = new AtomicInteger();

		private long nanos;

		@Override
		public void granted(RateLimit.Grant grant) {
			this.granted.incrementAndGet();
		}

		@Override
		public void comeBackIn(long nanos, Runnable comeBack) {
			this.nanos = nanos;
		}

	}

}

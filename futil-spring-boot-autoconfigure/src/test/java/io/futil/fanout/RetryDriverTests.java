package io.futil.fanout;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.futil.fanout.spi.RetryDriver;
import io.futil.fanout.spi.RetryPlan;
import io.futil.fanout.spi.TaskRetry;
import io.futil.retry.SpringRetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The engine's own driver and that of Spring Retry do the same.
 */
class RetryDriverTests {

	static Stream<Arguments> drivers() {
		RetryDriver own = PlannedRetry::new;
		return Stream.of(Arguments.of("own", own),
				Arguments.of("Spring Retry", SpringRetry.driver(new DefaultListableBeanFactory())));
	}

	private static final List<Throwable> FAILURES = List.of(new Exception(), new IOException(),
			new FileNotFoundException(), new UncheckedIOException(new IOException()), new IllegalStateException(),
			new AssertionError(), new AssertionError(new IOException()), new CompletionException(new AssertionError()),
			new CompletionException(new CancellationException()), new InterruptedException(),
			new FanOutTimeoutException("late", List.of()));

	private static List<@Nullable Duration> run(TaskRetry task, List<Throwable> failures) {
		List<@Nullable Duration> delays = new ArrayList<>();
		for (Throwable failure : failures) {
			task.bind().run();
			Duration delay = task.next(failure);
			delays.add(delay);
			if (delay == null) {
				task.end(failure);
				return delays;
			}
		}
		task.end(null);
		return delays;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void theDefaultsAreThreeAttemptsAndTwoDelays(String name, RetryDriver driver) {
		TaskRetry task = driver.drive(RetrySettings.defaults().plan(RetrySettings.defaults())).begin();
		Exception failure = new Exception();
		assertThat(run(task, List.of(failure, failure, failure))).containsExactly(ofMillis(500), ofMillis(1000), null);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void noAttemptIsMadeWhereNoneIsLeft(String name, RetryDriver driver) {
		TaskRetry task = driver.drive(RetrySettings.none().plan(RetrySettings.defaults())).begin();
		assertThat(run(task, List.of(new Exception()))).containsExactly((Duration) null);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void delaysBelowAMillisecondAreKept(String name, RetryDriver driver) {
		RetrySettings settings = RetrySettings.maxAttempts(4).delay(Duration.ofNanos(1_000)).multiplier(1.5);
		TaskRetry task = driver.drive(settings.plan(RetrySettings.defaults())).begin();
		Exception failure = new Exception();
		assertThat(run(task, List.of(failure, failure, failure))).containsExactly(Duration.ofNanos(1_000),
				Duration.ofNanos(1_500), Duration.ofNanos(2_250));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void tasksOfOneStrategyAreApart(String name, RetryDriver driver) {
		var strategy = driver.drive(RetrySettings.maxAttempts(2).delay(ofMillis(1)).plan(RetrySettings.defaults()));
		TaskRetry first = strategy.begin();
		TaskRetry second = strategy.begin();
		assertThat(first.next(new Exception())).isEqualTo(ofMillis(1));
		assertThat(second.next(new Exception())).isEqualTo(ofMillis(1));
		assertThat(first.next(new Exception())).isNull();
		assertThat(second.next(new Exception())).isNull();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void theBudgetIsThatOfTheSettings(String name, RetryDriver driver) {
		assertThat(driver.drive(RetrySettings.maxAttempts(2).budget(0.25).plan(RetrySettings.defaults())).budget())
			.isEqualTo(0.25);
		assertThat(driver.drive(RetrySettings.maxAttempts(2).plan(RetrySettings.defaults())).budget())
			.isEqualTo(Double.POSITIVE_INFINITY);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("drivers")
	void anyFailuresHaveTheAnswersOfThePlan(String name, RetryDriver driver) {
		for (long seed = 0; seed < 500; seed++) {
			Random random = new Random(seed);
			RetryPlan plan = settings(random).plan(RetrySettings.defaults());
			List<Throwable> failures = random.ints(plan.maxAttempts(), 0, FAILURES.size())
				.mapToObj(FAILURES::get)
				.toList();
			assertThat(run(driver.drive(plan).begin(), failures)).as("seed %s", seed)
				.isEqualTo(expected(plan, failures));
		}
	}

	private static RetrySettings settings(Random random) {
		RetrySettings settings = RetrySettings.maxAttempts(1 + random.nextInt(12))
			.delay(Duration.ofNanos(random.nextLong(3_000_000_000L)))
			.multiplier(1 + random.nextInt(4) * random.nextDouble());
		if (random.nextBoolean()) {
			settings = settings.retryFor(IOException.class, Exception.class);
		}
		return random.nextBoolean() ? settings.noRetryFor(FileNotFoundException.class, IllegalStateException.class)
				: settings;
	}

	private static List<@Nullable Duration> expected(RetryPlan plan, List<Throwable> failures) {
		List<@Nullable Duration> delays = new ArrayList<>();
		for (int i = 1; i <= failures.size(); i++) {
			if (i == plan.maxAttempts() || !plan.retries(failures.get(i - 1))) {
				delays.add(null);
				break;
			}
			delays.add(plan.delay(i));
		}
		return delays;
	}

}

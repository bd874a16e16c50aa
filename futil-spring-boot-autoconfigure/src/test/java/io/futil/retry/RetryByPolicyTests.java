package io.futil.retry;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.TerminatedRetryException;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.ExponentialBackOffPolicy;
import org.springframework.retry.backoff.FixedBackOffPolicy;
import org.springframework.retry.backoff.NoBackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.policy.TimeoutRetryPolicy;
import org.springframework.retry.support.RetrySynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Policies of Spring at work in calls.
 */
class RetryByPolicyTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final FanOutOperations fanOut = FanOutTemplate.of(this.pool).timeout(Duration.ofSeconds(30));

	@AfterEach
	void stop() {
		this.pool.shutdownNow();
	}

	static Stream<Arguments> strategies() {
		RetrySettings settings = RetrySettings.maxAttempts(3).delay(Duration.ofMillis(1));
		FixedBackOffPolicy fixed = new FixedBackOffPolicy();
		fixed.setBackOffPeriod(1);
		return Stream.of(Arguments.of("Spring Retry", SpringRetry.of(new SimpleRetryPolicy(3), fixed)),
				Arguments.of("Spring Framework",
						CoreRetry.of(RetryPolicy.builder().maxRetries(2).delay(Duration.ofMillis(1)).build())),
				Arguments.of("settings through Spring Retry", SpringRetry.driver(new DefaultListableBeanFactory())
					.drive(settings.plan(RetrySettings.defaults()))));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("strategies")
	void attemptsAreWhatTheResultsSay(String name, RetryStrategy strategy) {
		AtomicInteger[] attempts = ITEMS.stream().map((item) -> new AtomicInteger()).toArray(AtomicInteger[]::new);
		List<TaskResult<Integer, Integer>> results = this.fanOut.retryWith(strategy).results(ITEMS, (item) -> {
			if (attempts[item].incrementAndGet() <= item % 5) {
				throw new IOException("attempt " + attempts[item]);
			}
			return item;
		});
		assertThat(results).hasSameSizeAs(ITEMS).allSatisfy((result) -> {
			assertThat(result.attempts()).isEqualTo(attempts[result.item()].get())
				.isEqualTo(Math.min(1 + result.item() % 5, 3));
			assertThat(result.ok()).isEqualTo(result.item() % 5 < 3);
			assertThat(result.error().map(Throwable::getMessage).orElse("attempt 3")).isEqualTo("attempt 3");
		});
	}

	@Test
	void manyTasksWaitWithoutAThread() throws Exception {
		CountDownLatch failed = new CountDownLatch(ITEMS.size());
		RetryStrategy late = SpringRetry.of(new SimpleRetryPolicy(2), hours());
		var call = FanOutTemplate.of(this.pool).retryWith(late).async().results(ITEMS, (item) -> {
			failed.countDown();
			throw new IOException();
		});
		assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.fanOut.map(ITEMS, (item) -> item)).isEqualTo(ITEMS);
		assertThat(call).isNotDone();
		assertThat(call.cancel(true)).isTrue();
	}

	private static FixedBackOffPolicy hours() {
		FixedBackOffPolicy hours = new FixedBackOffPolicy();
		hours.setBackOffPeriod(36_000_000);
		return hours;
	}

	@Test
	void theContextIsBoundInEachAttemptAndNowhereElse() throws Exception {
		Queue<Object> contexts = new ConcurrentLinkedQueue<>();
		this.fanOut.retryWith(SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy())).map(ITEMS, (item) -> {
			RetryContext context = RetrySynchronizationManager.getContext();
			assertThat(context).isNotNull();
			contexts.add(context);
			if (context.getRetryCount() == 0) {
				throw new IOException();
			}
			return item;
		});
		assertThat(contexts).hasSize(2 * ITEMS.size());
		Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
		distinct.addAll(contexts);
		assertThat(distinct).hasSize(ITEMS.size());
		for (int i = 0; i < 10; i++) {
			assertThat(this.pool.submit(() -> String.valueOf(RetrySynchronizationManager.getContext())).get())
				.isEqualTo("null");
		}
	}

	@Test
	void aPolicyBeginsWithTheFirstAttemptSoThatItCountsNoTimeInTheQueue() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		this.pool.submit(() -> busy.await(30, TimeUnit.SECONDS));
		this.pool.submit(() -> busy.await(30, TimeUnit.SECONDS));
		Queue<String> begun = new ConcurrentLinkedQueue<>();
		TimeoutRetryPolicy policy = new TimeoutRetryPolicy(3_600_000) {

			@Override
			public RetryContext open(RetryContext parent) {
				begun.add(Thread.currentThread().getName());
				return super.open(parent);
			}

		};
		var call = this.fanOut.retryWith(SpringRetry.of(policy, new NoBackOffPolicy()))
			.submit(() -> Thread.currentThread().getName());
		assertThat(begun).isEmpty();
		busy.countDown();
		assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(begun.element());
		assertThat(begun).hasSize(1);
	}

	@Test
	void aVetoFailsTheTask() {
		RetryListener veto = new RetryListener() {

			@Override
			public <T, E extends Throwable> boolean open(RetryContext context, RetryCallback<T, E> callback) {
				return false;
			}

		};
		AtomicInteger attempts = new AtomicInteger();
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), veto);
		assertThatException()
			.isThrownBy(() -> this.fanOut.retryWith(strategy).map(List.of(1), (item) -> attempts.incrementAndGet()))
			.isInstanceOf(TerminatedRetryException.class);
		assertThat(attempts).hasValue(0);
	}

	static Stream<Arguments> broken() {
		RetryListener listener = new RetryListener() {

			@Override
			public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
					Throwable throwable) {
				throw new IllegalStateException("broken");
			}

		};
		SimpleRetryPolicy predicate = new SimpleRetryPolicy(3) {

			@Override
			public boolean canRetry(RetryContext context) {
				if (context.getRetryCount() > 0) {
					throw new IllegalStateException("broken");
				}
				return true;
			}

		};
		return Stream.of(
				Arguments.of("listener", SpringRetry.of(new SimpleRetryPolicy(3), new NoBackOffPolicy(), listener)),
				Arguments.of("predicate", SpringRetry.of(predicate, new NoBackOffPolicy())),
				Arguments.of("back-off", SpringRetry.of(new SimpleRetryPolicy(3), new BrokenBackOff())),
				Arguments.of("core predicate", CoreRetry.of((failure) -> {
					throw new IllegalStateException("broken");
				})));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("broken")
	void whatBreaksEndsTheTaskWithItsFailureSuppressed(String name, RetryStrategy strategy) {
		assertThatException().isThrownBy(() -> this.fanOut.retryWith(strategy).map(List.of(1), (item) -> {
			throw new IOException("attempt");
		}))
			.isInstanceOf(IllegalStateException.class)
			.withMessage("broken")
			.satisfies((failure) -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
				.containsExactly("attempt"));
		assertThat(this.fanOut.retryWith(strategy).<Integer, Integer>results(ITEMS, (item) -> {
			throw new IOException("attempt");
		})).allSatisfy((result) -> assertThat(result.error()).get().isInstanceOf(IllegalStateException.class));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("strategies")
	void aFallbackThatBreaksEndsTheCall(String name, RetryStrategy strategy) {
		assertThatException().isThrownBy(() -> this.fanOut.retryWith(strategy).mapOrElse(List.of(1), (item) -> {
			throw new IOException("attempt");
		}, (item, failure) -> {
			throw new IllegalStateException("broken");
		})).isInstanceOf(IllegalStateException.class).withMessage("broken");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("strategies")
	void anInterruptIsNotTriedAgain(String name, RetryStrategy strategy) {
		AtomicInteger attempts = new AtomicInteger();
		List<TaskResult<Integer, @Nullable Object>> results = this.fanOut.retryWith(strategy)
			.results(List.of(1), (item) -> {
				attempts.incrementAndGet();
				throw new InterruptedException();
			});
		assertThat(results.get(0).attempts()).isOne();
		assertThat(attempts).hasValue(1);
	}

	/** A back-off that fails when it is asked. */
	private static final class BrokenBackOff extends ExponentialBackOffPolicy {

		@Override
		protected ExponentialBackOffPolicy newInstance() {
			return new BrokenBackOff();
		}

		@Override
		public void backOff(BackOffContext backOffContext) {
			throw new IllegalStateException("broken");
		}

	}

}

package io.futil.retry;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.retry.ExhaustedRetryException;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.RetryPolicy;
import org.springframework.retry.TerminatedRetryException;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.ExponentialBackOffPolicy;
import org.springframework.retry.backoff.ExponentialRandomBackOffPolicy;
import org.springframework.retry.backoff.FixedBackOffPolicy;
import org.springframework.retry.backoff.NoBackOffPolicy;
import org.springframework.retry.backoff.UniformRandomBackOffPolicy;
import org.springframework.retry.policy.CircuitBreakerRetryPolicy;
import org.springframework.retry.policy.NeverRetryPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.RetrySynchronizationManager;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SpringRetry}.
 */
class SpringRetryTests {

	private final List<String> events = new ArrayList<>();

	@AfterEach
	void leaveNoContextBehind() {
		RetrySynchronizationManager.setUseThreadLocal(true);
		assertThat(RetrySynchronizationManager.getContext()).isNull();
	}

	private static List<@Nullable Duration> fail(TaskRetry task, int times) {
		List<@Nullable Duration> delays = new ArrayList<>();
		for (int i = 0; i < times; i++) {
			delays.add(task.next(new IOException()));
		}
		return delays;
	}

	@Test
	void thePolicyDecidesAndTheBackOffIsToldInsteadOfSlept() {
		ExponentialBackOffPolicy hours = new ExponentialBackOffPolicy();
		hours.setInitialInterval(3_600_000);
		hours.setMaxInterval(36_000_000);
		TaskRetry task = SpringRetry.of(new SimpleRetryPolicy(4), hours).begin();
		assertThat(fail(task, 4)).containsExactly(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(4), null);
	}

	@Test
	void everyBackOffOfSpringRetryWorks() {
		FixedBackOffPolicy fixed = new FixedBackOffPolicy();
		fixed.setBackOffPeriod(70);
		assertThat(fail(SpringRetry.of(new SimpleRetryPolicy(3), fixed).begin(), 2)).containsExactly(ofMillis(70),
				ofMillis(70));
		assertThat(fail(SpringRetry.of(new SimpleRetryPolicy(3), new NoBackOffPolicy()).begin(), 2))
			.containsExactly(Duration.ZERO, Duration.ZERO);
		UniformRandomBackOffPolicy uniform = new UniformRandomBackOffPolicy();
		uniform.setMinBackOffPeriod(10);
		uniform.setMaxBackOffPeriod(20);
		assertThat(fail(SpringRetry.of(new SimpleRetryPolicy(3), uniform).begin(), 2))
			.allSatisfy((delay) -> assertThat(delay).isBetween(ofMillis(10), ofMillis(20)));
		assertThat(fail(SpringRetry.of(new SimpleRetryPolicy(3), new ExponentialRandomBackOffPolicy()).begin(), 2))
			.allSatisfy((delay) -> assertThat(delay).isBetween(ofMillis(100), ofMillis(400)));
	}

	@Test
	void tasksOfOneStrategyAreApart() {
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(3), new ExponentialBackOffPolicy());
		TaskRetry first = strategy.begin();
		TaskRetry second = strategy.begin();
		assertThat(fail(first, 1)).containsExactly(ofMillis(100));
		assertThat(fail(second, 2)).containsExactly(ofMillis(100), ofMillis(200));
		assertThat(fail(first, 2)).containsExactly(ofMillis(200), null);
	}

	@Test
	void exceptionsAreClassifiedByThePolicy() {
		RetryPolicy onlyIo = new SimpleRetryPolicy(3, Map.of(IOException.class, true));
		assertThat(SpringRetry.of(onlyIo, new NoBackOffPolicy()).begin().next(new IOException())).isNotNull();
		assertThat(SpringRetry.of(onlyIo, new NoBackOffPolicy()).begin().next(new IllegalStateException())).isNull();
	}

	@Test
	void refusesABackOffThatCanOnlyBlock() {
		BackOffPolicy blocking = new BackOffPolicy() {

			@Override
			public @Nullable BackOffContext start(RetryContext context) {
				return null;
			}

			@Override
			public void backOff(BackOffContext backOffContext) {
				throw new AssertionError("must not be asked");
			}

		};
		assertThatIllegalArgumentException().isThrownBy(() -> SpringRetry.of(new SimpleRetryPolicy(), blocking))
			.withMessageContaining("'backOffPolicy'")
			.withMessageContaining(blocking.getClass().getName())
			.withMessageContaining("SleepingBackOffPolicy");
	}

	@Test
	void refusesASubclassWhoseCopyWouldLoseWhatItDoes() {
		ExponentialBackOffPolicy subclass = new ExponentialBackOffPolicy() {

			@Override
			public void backOff(BackOffContext backOffContext) {
				throw new AssertionError("must not be asked");
			}

		};
		assertThatIllegalArgumentException().isThrownBy(() -> SpringRetry.of(new SimpleRetryPolicy(), subclass))
			.withMessageContaining("newInstance()");
	}

	@Test
	void refusesACircuitBreaker() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SpringRetry.of(new CircuitBreakerRetryPolicy(), new NoBackOffPolicy()))
			.withMessageContaining("never open");
	}

	@Test
	void aPolicyIsAskedAgainBehindThePause() {
		AtomicBoolean over = new AtomicBoolean();
		SimpleRetryPolicy policy = new SimpleRetryPolicy(3) {

			@Override
			public boolean canRetry(RetryContext context) {
				return !over.get() && super.canRetry(context);
			}

		};
		TaskRetry task = SpringRetry.of(policy, new NoBackOffPolicy()).begin();
		task.bind().run();
		IOException failure = new IOException();
		assertThat(task.next(failure)).isEqualTo(Duration.ZERO);
		over.set(true);
		assertThatException().isThrownBy(task::bind).isSameAs(failure);
	}

	@Test
	void listenersHearOfEverythingTheClosingHalfInReverse() {
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(3), new NoBackOffPolicy(), new Recorder("a"),
				new Recorder("b"));
		TaskRetry task = strategy.begin();
		task.next(new IOException("one"));
		task.end(null);
		assertThat(this.events).containsExactly("a open 0", "b open 0", "b error one 1", "a error one 1", "b success 1",
				"a success 1", "b close null 1", "a close null 1");
	}

	@Test
	void listenersHearOfAFailureAfterAllAttempts() {
		TaskRetry task = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), new Recorder("a")).begin();
		task.next(new IOException("one"));
		IOException last = new IOException("two");
		assertThat(task.next(last)).isNull();
		task.end(last);
		assertThat(this.events).containsExactly("a open 0", "a error one 1", "a error two 2", "a close two 2");
	}

	@Test
	void aListenerMayVeto() {
		RetryListener veto = new RetryListener() {

			@Override
			public <T, E extends Throwable> boolean open(RetryContext context, RetryCallback<T, E> callback) {
				return false;
			}

		};
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), new Recorder("a"),
				veto, new Recorder("c"));
		assertThatExceptionOfType(TerminatedRetryException.class).isThrownBy(strategy::begin);
		assertThat(this.events).containsExactly("a open 0", "a close null 0");
	}

	@Test
	void aPolicyMayAllowNoAttemptAtAll() {
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(0), new NoBackOffPolicy(), new Recorder("a"));
		assertThatExceptionOfType(ExhaustedRetryException.class).isThrownBy(strategy::begin);
		assertThat(this.events).containsExactly("a open 0", "a close null 0");
		assertThat(SpringRetry.of(new NeverRetryPolicy(), new NoBackOffPolicy()).begin().next(new IOException()))
			.isNull();
	}

	@Test
	void whatAListenerOrAPolicyThrowsOnAFailureIsThrown() {
		RetryListener broken = new RetryListener() {

			@Override
			public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
					Throwable throwable) {
				throw new IllegalStateException("listener");
			}

		};
		TaskRetry task = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), broken).begin();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> task.next(new IOException()))
			.withMessage("listener");
		RetryStrategy strategy = SpringRetry.of(new SimpleRetryPolicy(2), new FailingBackOff(), new Recorder("a"));
		TaskRetry other = strategy.begin();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> other.next(new IOException()))
			.withMessage("back-off");
	}

	@Test
	void whatAListenerThrowsAfterTheLastAttemptChangesNothing() {
		RetryListener broken = new RetryListener() {

			@Override
			public <T, E extends Throwable> void onSuccess(RetryContext context, RetryCallback<T, E> callback,
					T result) {
				throw new IllegalStateException("on success");
			}

			@Override
			public <T, E extends Throwable> void close(RetryContext context, RetryCallback<T, E> callback,
					@Nullable Throwable throwable) {
				throw new AssertionError("close");
			}

		};
		SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), new Recorder("a"), broken).begin().end(null);
		assertThat(this.events).containsExactly("a open 0", "a success 0", "a close null 0");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theContextIsBoundToTheThreadOfTheAttemptAndTheOuterOneIsBack(boolean threadLocal) {
		RetrySynchronizationManager.setUseThreadLocal(threadLocal);
		TaskRetry outer = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy()).begin();
		Runnable unbindOuter = outer.bind();
		RetryContext outerContext = RetrySynchronizationManager.getContext();
		TaskRetry task = SpringRetry.of(new SimpleRetryPolicy(2), new NoBackOffPolicy(), new Recorder("a")).begin();
		assertThat(RetrySynchronizationManager.getContext()).isSameAs(outerContext);
		Runnable unbind = task.bind();
		RetryContext context = RetrySynchronizationManager.getContext();
		assertThat(context).isNotNull().isNotSameAs(outerContext);
		assertThat(context.getParent()).isSameAs(outerContext);
		assertThat(context.getAttribute(RetryContext.MAX_ATTEMPTS)).isEqualTo(2);
		unbind.run();
		assertThat(RetrySynchronizationManager.getContext()).isSameAs(outerContext);
		unbindOuter.run();
		assertThat(RetrySynchronizationManager.getContext()).isNull();
		task.bind().run();
		assertThat(RetrySynchronizationManager.getContext()).isNull();
		task.end(null);
		assertThat(RetrySynchronizationManager.getContext()).isNull();
		assertThat(context.getAttribute(RetryContext.CLOSED)).isEqualTo(true);
	}

	@Test
	void theListenersOfADriverAreTheBeansInTheirOrderFoundByTheFirstTask() {
		AtomicInteger made = new AtomicInteger();
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.setDependencyComparator(AnnotationAwareOrderComparator.INSTANCE);
		beans.registerBeanDefinition("late", bean(2, "late", made));
		beans.registerBeanDefinition("early", bean(1, "early", made));
		RetryStrategy strategy = SpringRetry.driver(beans)
			.drive(RetrySettings.defaults().plan(RetrySettings.defaults()));
		assertThat(made).hasValue(0);
		strategy.begin().end(null);
		strategy.begin();
		assertThat(made).hasValue(2);
		assertThat(this.events).containsExactly("early open 0", "late open 0", "late success 0", "early success 0",
				"late close null 0", "early close null 0", "early open 0", "late open 0");
	}

	private RootBeanDefinition bean(int order, String name, AtomicInteger made) {
		RootBeanDefinition definition = new RootBeanDefinition(RetryListener.class, () -> {
			made.incrementAndGet();
			return new Recorder(name);
		});
		definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
		return definition;
	}

	/** A back-off that fails when it is asked. */
	private static final class FailingBackOff extends ExponentialBackOffPolicy {

		@Override
		protected ExponentialBackOffPolicy newInstance() {
			return new FailingBackOff();
		}

		@Override
		public void backOff(BackOffContext backOffContext) {
			throw new IllegalStateException("back-off");
		}

	}

	/** Writes down what it hears, and the count of failures at that time. */
	private final class Recorder implements RetryListener {

		private final String name;

		private Recorder(String name) {
			this.name = name;
		}

		private void heard(String what, RetryContext context) {
			assertThat(RetrySynchronizationManager.getContext()).isSameAs(context);
			SpringRetryTests.this.events.add(this.name + " " + what + " " + context.getRetryCount());
		}

		@Override
		public <T, E extends Throwable> boolean open(RetryContext context, RetryCallback<T, E> callback) {
			heard("open", context);
			return true;
		}

		@Override
		public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
				Throwable throwable) {
			heard("error " + throwable.getMessage(), context);
		}

		@Override
		public <T, E extends Throwable> void onSuccess(RetryContext context, RetryCallback<T, E> callback, T result) {
			heard("success", context);
		}

		@Override
		public <T, E extends Throwable> void close(RetryContext context, RetryCallback<T, E> callback,
				@Nullable Throwable throwable) {
			heard("close " + ((throwable != null) ? throwable.getMessage() : null), context);
		}

	}

}

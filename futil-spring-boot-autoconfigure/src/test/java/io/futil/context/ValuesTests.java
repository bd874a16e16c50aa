package io.futil.context;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is registered with Micrometer's context propagation is there in tasks.
 */
class ValuesTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 10).boxed().toList();

	private static final String KEY = "futil.test";

	private final ThreadLocal<@Nullable Object> value = new ThreadLocal<>();

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final ObservationRegistry before = ObservationThreadLocalAccessor.getInstance().getObservationRegistry();

	static Stream<String> executors() {
		return Application.executors();
	}

	ValuesTests() {
		this.observations.observationConfig().observationHandler((Observation.Context context) -> true);
		ObservationThreadLocalAccessor.getInstance().setObservationRegistry(this.observations);
	}

	@AfterEach
	void deregister() {
		ObservationThreadLocalAccessor.getInstance().setObservationRegistry(this.before);
		ContextRegistry.getInstance().removeThreadLocalAccessor((Object) KEY);
		MDC.clear();
	}

	private Observation observation(String name) {
		return Observation.start(name, this.observations);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void theObservationOfTheCallerIsCurrentInTasks(String executor) {
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			Observation observation = observation("callers");
			Set<Object> seen = ConcurrentHashMap.newKeySet();
			try (Observation.Scope scope = observation.openScope()) {
				fanOut.forEach(ITEMS, (item) -> seen.add(String.valueOf(this.observations.getCurrentObservation())));
				assertThat(this.observations.getCurrentObservationScope()).isSameAs(scope);
			}
			assertThat(seen).containsOnly(observation.toString());
			seen.clear();
			fanOut.forEach(ITEMS, (item) -> seen.add(String.valueOf(this.observations.getCurrentObservation())));
			assertThat(seen).containsOnly("null");
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void scopesThatATaskLeavesOpenAreClosed(String executor) {
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			Observation callers = observation("callers");
			Set<Object> seen = ConcurrentHashMap.newKeySet();
			for (boolean observed : new boolean[] { false, true, false }) {
				seen.clear();
				Observation.Scope scope = observed ? callers.openScope() : Observation.Scope.NOOP;
				fanOut.forEach(ITEMS, (item) -> {
					seen.add(String.valueOf(this.observations.getCurrentObservation()));
					observation("one").openScope();
					observation("two").openScope();
				});
				Observation current = this.observations.getCurrentObservation();
				assertThat(current).isEqualTo(observed ? callers : null);
				scope.close();
				assertThat(seen).containsOnly(String.valueOf(current));
			}
			assertThat(this.observations.getCurrentObservationScope()).isNull();
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void anAccessorThatThrowsFailsTheTaskAndLeavesNothingBehind(String executor) {
		AtomicBoolean broken = new AtomicBoolean(true);
		ContextRegistry.getInstance().registerThreadLocalAccessor(new Broken(this.value, broken));
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			AtomicInteger ran = new AtomicInteger();
			// A task would change it in the caller, so that it has to be set again.
			this.value.set("callers");
			MDC.put("who", "caller");
			Thread caller = Thread.currentThread();
			fanOut.results(ITEMS, (item) -> {
				ran.incrementAndGet();
				return item;
			}).forEach((result) -> {
				// On the caller's own thread it is there already.
				if (!result.ok()) {
					assertThat(result.error()).get()
						.isInstanceOf(IllegalStateException.class)
						.hasFieldOrPropertyWithValue("message", "broken");
				}
			});
			if (Application.pools().filter((pool) -> !pool.equals("cpu")).anyMatch(executor::equals)) {
				assertThat(ran).hasValue(0);
			}
			assertThat(this.value.get()).isEqualTo("callers");
			assertThat(MDC.get("who")).isEqualTo("caller");
			this.value.remove();
			MDC.clear();
			broken.set(false);
			assertThat(fanOut.map(ITEMS, (item) -> this.value.get() + MDC.get("who"))).containsOnly("nullnull");
			assertThat(Thread.currentThread()).isSameAs(caller);
		});
	}

	@Test
	void anAccessorThatCannotBeAskedFailsTheCall() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, () -> {
			throw new IllegalStateException("cannot tell");
		}, (value) -> {
		}, () -> {
		});
		Application.runner()
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(FanOutOperations.class).map(ITEMS, (item) -> item))
				.withMessage("cannot tell"));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void idleThreadsHoldNothing(String executor) {
		ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, this.value);
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			WeakReference<Object> big = callWithSomethingBig(fanOut);
			Memory.awaitCollected(big);
			assertThat(context.getBean(executor, Executor.class)).isNotNull();
		});
	}

	private WeakReference<Object> callWithSomethingBig(FanOutOperations fanOut) {
		Object big = new byte[1_000_000];
		this.value.set(big);
		MDC.put("who", "caller");
		assertThat(fanOut.map(ITEMS, (item) -> this.value.get() == big)).containsOnly(true);
		this.value.remove();
		MDC.clear();
		return new WeakReference<>(big);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void decoratorsOfTheApplicationApplyBesides(String executor) {
		ThreadLocal<String> own = new ThreadLocal<>();
		Application.runner().withBean("own", TaskDecorator.class, () -> (task) -> () -> {
			own.set("decorated");
			try {
				task.run();
			}
			finally {
				own.remove();
			}
		}).withBean("propagating", TaskDecorator.class, ContextPropagatingTaskDecorator::new).run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			MDC.put("who", "caller");
			try (Observation.Scope scope = observation("callers").openScope()) {
				List<String> seen = fanOut.map(ITEMS, (item) -> own.get() + MDC.get("who")
						+ (this.observations.getCurrentObservation() == scope.getCurrentObservation()));
				boolean ours = Set.of("io", "cpu", "pool").contains(executor);
				// A helping caller is not decorated any other way than a thread.
				assertThat(seen).containsOnly((ours ? "decorated" : "null") + "callertrue");
			}
		});
	}

	/**
	 * Throws when it has set its value.
	 *
	 * @param value where it sets it
	 * @param broken whether it throws
	 */
	private record Broken(ThreadLocal<@Nullable Object> value,
			AtomicBoolean broken) implements ThreadLocalAccessor<Object> {

		@Override
		public Object key() {
			return KEY;
		}

		@Override
		public @Nullable Object getValue() {
			return this.value.get();
		}

		@Override
		public void setValue(Object value) {
			this.value.set(value);
			if (this.broken.get()) {
				throw new IllegalStateException("broken");
			}
		}

		@Override
		public void setValue() {
			this.value.remove();
		}

		@Override
		public void restore(Object previous) {
			this.value.set(previous);
		}

	}

}

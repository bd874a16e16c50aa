package io.futil.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.Tasks;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Observations of calls and of attempts.
 */
class FanOutObservationsTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final Heard heard = new Heard();

	private final TestExecutors executors = new TestExecutors();

	private final FanOutObservations observations = observations(this.registry, false);

	private final FanOutOperations fanOut = this.executors.fanOut(this.observations);

	@BeforeEach
	void hear() {
		this.registry.observationConfig().observationHandler(this.heard);
	}

	@AfterEach
	void stop() {
		this.executors.close();
	}

	private static FanOutObservations observations(ObservationRegistry registry, boolean attempts) {
		return new FanOutObservations(new CallNames(100), () -> registry, attempts);
	}

	/** Brings the current observation to the tasks, as context propagation does. */
	private static ContextPort propagation(ObservationRegistry registry) {
		return () -> {
			Observation current = registry.getCurrentObservation();
			return () -> (current != null) ? current.openScope()::close : Scope.NONE;
		};
	}

	@Test
	void aCallIsOneObservation() {
		this.fanOut.named("quotes").map(List.of(1, 2, 3), (item) -> item);
		TestObservationRegistryAssert.assertThat(this.registry)
			.doesNotHaveAnyRemainingCurrentObservation()
			.hasNumberOfObservationsEqualTo(1)
			.hasSingleObservationThat()
			.hasNameEqualTo("futil.fanout")
			.hasContextualNameEqualTo("map quotes")
			.hasOnlyKeys("operation", "verb", "executor", "outcome")
			.hasLowCardinalityKeyValue("operation", "quotes")
			.hasLowCardinalityKeyValue("verb", "map")
			.hasLowCardinalityKeyValue("executor", "pool")
			.hasLowCardinalityKeyValue("outcome", "succeeded")
			.hasBeenStarted()
			.hasBeenStopped()
			.doesNotHaveError();
	}

	@Test
	void aCallWithoutANameIsNamedAfterItsVerb() {
		this.fanOut.firstSuccess(Tasks.of("a", () -> 1));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasContextualNameEqualTo("firstSuccess");
	}

	@Test
	void handlersHearOfTheRealFailureAndTheTagIsOfAClassOfOurs() {
		MeterRegistry meters = new SimpleMeterRegistry();
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		ManyFaults faults = new ManyFaults();
		IntStream.range(0, 100).forEach((i) -> {
			RuntimeException failure = faults.number(i);
			assertThatThrownBy(() -> this.fanOut.map(List.of(1), (item) -> {
				throw failure;
			})).isSameAs(failure);
			assertThat(this.heard.failures().remove()).isSameAs(failure);
		});
		assertThat(meters.find("futil.fanout").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.getId().getTags())
				.extracting((tag) -> tag.getKey() + "=" + tag.getValue())
				.containsExactlyInAnyOrder("error=ObservedFailure", "executor=pool", "operation=map", "outcome=failed",
						"verb=map"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts)
				.allMatch((context) -> context.getError().getCause() instanceof RuntimeException));
	}

	@Test
	void aCallThatTimesOutHasFailedEvenIfNoTaskHas() {
		assertThatThrownBy(() -> this.fanOut.timeout(Duration.ofMillis(20)).map(List.of(1), (item) -> {
			new CountDownLatch(1).await();
			return item;
		})).isInstanceOf(FanOutTimeoutException.class);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "timed-out")
			.hasError();
	}

	@Test
	void observationsOfTasksAreChildrenWhereTheContextIsPropagated() {
		FanOutOperations propagating = this.executors.fanOut(propagation(this.registry), this.observations);
		Observation.createNotStarted("request", this.registry)
			.observe(() -> propagating.named("outer")
				.map(List.of(1, 2), (item) -> propagating.on(TestExecutors.OTHER_POOL)
					.named("inner")
					.map(List.of(1),
							(inner) -> Observation.createNotStarted("leaf", this.registry).observe(() -> inner))));
		assertThat(parents("request")).containsOnlyNulls().hasSize(1);
		assertThat(parents("map outer")).containsExactly("request");
		assertThat(parents("map inner")).containsExactly("map outer", "map outer");
		assertThat(parents("leaf")).containsExactly("map inner", "map inner");
		TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyRemainingCurrentObservation();
	}

	@Test
	void eachAttemptIsAChildWhereAskedForEvenWithoutPropagation() {
		AtomicInteger runs = new AtomicInteger();
		FanOutOperations observing = this.executors.fanOut(observations(this.registry, true));
		observing.named("quotes")
			.retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO))
			.map(List.of(1), (item) -> Observation.createNotStarted("leaf", this.registry).observe(() -> {
				if (runs.incrementAndGet() == 1) {
					throw new IllegalStateException("not yet");
				}
				return item;
			}));
		assertThat(parents("task quotes")).containsExactly("map quotes", "map quotes");
		assertThat(parents("leaf")).containsExactly("task quotes", "task quotes");
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("futil.task.attempt", 2)
			.hasAnObservationWithAKeyValue("outcome", "failed")
			.hasAnObservationWithAKeyValue("index", "0")
			.forAllObservationsWithNameEqualTo("futil.task.attempt",
					(attempt) -> attempt.hasLowCardinalityKeyValue("operation", "quotes")
						.hasLowCardinalityKeyValue("executor", "pool")
						.hasHighCardinalityKeyValue("index", "0"));
	}

	@Test
	void withoutARegistryOrAHandlerNothingIsObserved() {
		FanOutObservations nothing = observations(ObservationRegistry.create(), true);
		assertThat(nothing.isActive()).isFalse();
		assertThat(new FanOutObservations(new CallNames(1), () -> null, true).isActive()).isFalse();
		assertThat(this.executors.fanOut(nothing).map(List.of(1), (item) -> item)).containsExactly(1);
		assertThat(this.observations.isActive()).isTrue();
	}

	@Test
	void anObservationThatIsNotWantedIsNone() {
		this.registry.observationConfig().observationPredicate((name, context) -> !name.startsWith("futil"));
		this.executors.fanOut(propagation(this.registry), observations(this.registry, true))
			.map(List.of(1), (item) -> item);
		TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
	}

	@Test
	void namesWithoutEndMakeABoundedNumberOfMeters() {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry plain = ObservationRegistry.create();
		plain.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		FanOutOperations observing = this.executors.fanOut(observations(plain, true));
		IntStream.range(0, 10_000).forEach((i) -> observing.named("operation " + i).map(List.of(1), (item) -> item));
		assertThat(meters.getMeters()).hasSizeLessThanOrEqualTo(101 * 4);
		assertThat(meters.get("futil.fanout").tags("operation", "other").timer().count()).isEqualTo(10_000 - 100);
	}

	/** The contextual names of the parents of observations of a name. */
	private List<String> parents(String contextualName) {
		return this.heard.stopped()
			.stream()
			.filter((context) -> contextualName.equals(name(context)))
			.map((context) -> (context.getParentObservation() != null)
					? name(context.getParentObservation().getContextView()) : null)
			.toList();
	}

	private static String name(Observation.ContextView context) {
		return (context.getContextualName() != null) ? context.getContextualName() : context.getName();
	}

	/**
	 * Keeps what it hears of.
	 *
	 * @param failures the failures
	 * @param stopped the contexts of observations that have stopped
	 */
	record Heard(Queue<Throwable> failures,
			Queue<Observation.Context> stopped) implements ObservationHandler<Observation.Context> {

		Heard() {
			this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
		}

		@Override
		public void onError(Observation.Context context) {
			this.failures.add(context.getError());
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}

package io.futil.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.exporter.FinishedSpan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Spans of calls and their tasks, through a real tracer.
 */
class TracingTests {

	/** How many calls each of two callers makes. */
	private static final int CALLS = Integer.getInteger("futil.tracing.calls", 1_000);

	private final TestExecutors executors = new TestExecutors();

	@AfterEach
	void stop() {
		this.executors.close();
	}

	private FanOutOperations fanOut(Traces.Recording traces, ObservationRegistry registry, boolean attempts) {
		return this.executors.fanOut(traces.propagation(),
				new FanOutObservations(new CallNames(100), () -> registry, attempts));
	}

	@ParameterizedTest
	@EnumSource
	void oneTraceGoesAcrossExecutorsRetriesAndNestedCalls(Traces kind) throws Exception {
		try (Traces.Recording traces = kind.start()) {
			ObservationRegistry registry = traces.observations();
			FanOutOperations fanOut = fanOut(traces, registry, false);
			Observation.createNotStarted("request", registry).observe(() -> flakyNestedCall(fanOut, traces));
			assertThat(traces.spans()).extracting(FinishedSpan::getTraceId).containsOnly(onlyTrace(traces));
			assertThat(traces.parents("map outer")).containsExactly("request");
			assertThat(traces.parents("map inner")).containsExactly("map outer", "map outer", "map outer");
			assertThat(traces.parents("leaf")).hasSize(3).containsOnly("map inner");
			assertThat(traces.spans()).hasSize(1 + 1 + 3 + 3).noneMatch((span) -> span.getError() != null);
			assertNothingIsLeft(traces);
		}
	}

	@ParameterizedTest
	@EnumSource
	void eachAttemptHasASpanOfItsOwnWhereAskedFor(Traces kind) throws Exception {
		try (Traces.Recording traces = kind.start()) {
			ObservationRegistry registry = traces.observations();
			FanOutOperations fanOut = fanOut(traces, registry, true);
			Observation.createNotStarted("request", registry).observe(() -> flakyNestedCall(fanOut, traces));
			assertThat(traces.spans()).extracting(FinishedSpan::getTraceId).containsOnly(onlyTrace(traces));
			assertThat(traces.parents("task outer")).hasSize(6).containsOnly("map outer");
			assertThat(traces.named("task outer")).filteredOn((span) -> span.getError() != null)
				.hasSize(3)
				.allMatch((span) -> "not yet".equals(span.getError().getMessage()))
				.allMatch((span) -> "failed".equals(span.getTags().get("outcome")));
			assertThat(traces.parents("map inner")).hasSize(3).containsOnly("task outer");
			assertThat(traces.parents("task inner")).hasSize(3).containsOnly("map inner");
			assertThat(traces.parents("leaf")).hasSize(3).containsOnly("task inner");
			assertNothingIsLeft(traces);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatStopsTheCallIsInItsSpan(Traces kind) {
		try (Traces.Recording traces = kind.start()) {
			FanOutOperations fanOut = fanOut(traces, traces.observations(), false);
			assertThatThrownBy(() -> fanOut.map(List.of(1), (item) -> {
				throw new IllegalStateException("broken");
			})).hasMessage("broken");
			assertThat(traces.named("map")).singleElement().satisfies((span) -> {
				assertThat(span.getError()).hasMessage("broken");
				assertThat(span.getTags()).containsEntry("outcome", "failed")
					.containsEntry("operation", "map")
					.containsEntry("verb", "map")
					.containsEntry("executor", "pool");
			});
		}
	}

	@ParameterizedTest
	@EnumSource
	void aCallWhoseCallerHasGoneOnEndsItsSpanElsewhere(Traces kind) throws Exception {
		try (Traces.Recording traces = kind.start()) {
			ObservationRegistry registry = traces.observations();
			FanOutOperations fanOut = fanOut(traces, registry, false);
			CountDownLatch end = new CountDownLatch(1);
			var future = Observation.createNotStarted("request", registry)
				.observe(() -> fanOut.named("later").async().map(List.of(1, 2), (item) -> {
					end.await();
					return traces.tracer().currentSpan().context().traceId();
				}));
			assertThat(traces.named("map later")).isEmpty();
			end.countDown();
			assertThat(future.get(10, TimeUnit.SECONDS)).containsOnly(onlyTrace(traces));
			assertThat(traces.parents("map later")).containsExactly("request");
		}
	}

	@ParameterizedTest
	@EnumSource
	void callersThatAlternateSeeTheirOwnTraceOnly(Traces kind) throws Exception {
		try (Traces.Recording traces = kind.start()) {
			ObservationRegistry registry = traces.observations();
			FanOutOperations fanOut = fanOut(traces, registry, false);
			List<Thread> callers = new ArrayList<>();
			Set<String> wrong = ConcurrentHashMap.newKeySet();
			for (int caller = 0; caller < 2; caller++) {
				Thread thread = new Thread(() -> {
					for (int call = 0; call < CALLS; call++) {
						boolean fails = call % 7 == 0;
						Observation.createNotStarted("request", registry).observe(() -> {
							String trace = traces.tracer().currentSpan().context().traceId();
							call(fanOut, traces, trace, fails, wrong);
						});
					}
				});
				thread.start();
				callers.add(thread);
			}
			for (Thread thread : callers) {
				thread.join();
			}
			assertThat(wrong).isEmpty();
			assertThat(traces.parents("request")).hasSize(2 * CALLS).containsOnly("none");
			assertNothingIsLeft(traces);
		}
	}

	private static void call(FanOutOperations fanOut, Traces.Recording traces, String trace, boolean fails,
			Set<String> wrong) {
		try {
			fanOut.map(List.of(1, 2, 3), (item) -> {
				if (!trace.equals(traces.tracer().currentSpan().context().traceId())) {
					wrong.add(trace);
				}
				if (fails && item == 2) {
					throw new IllegalStateException("as it should");
				}
				return item;
			});
		}
		catch (IllegalStateException ex) {
			assertThat(fails).isTrue();
		}
	}

	/** Three tasks that fail once and then make a call on another executor. */
	private static void flakyNestedCall(FanOutOperations fanOut, Traces.Recording traces) {
		Set<Integer> tried = ConcurrentHashMap.newKeySet();
		fanOut.named("outer").retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO)).map(List.of(1, 2, 3), (item) -> {
			if (tried.add(item)) {
				throw new IllegalStateException("not yet");
			}
			return fanOut.on(TestExecutors.OTHER_POOL).named("inner").map(List.of(item), (inner) -> {
				traces.tracer().nextSpan().name("leaf").start().end();
				return inner;
			});
		});
	}

	private static String onlyTrace(Traces.Recording traces) {
		return traces.named("request").get(0).getTraceId();
	}

	private void assertNothingIsLeft(Traces.Recording traces) throws Exception {
		assertThat(traces.tracer().currentSpan()).isNull();
		for (String name : List.of(TestExecutors.POOL, TestExecutors.OTHER_POOL)) {
			ExecutorService pool = this.executors.pool(name);
			CountDownLatch both = new CountDownLatch(2);
			var left = pool.invokeAll(List.of(() -> current(traces, both), () -> current(traces, both)));
			for (var span : left) {
				assertThat(span.get()).isEqualTo("none");
			}
		}
	}

	private static String current(Traces.Recording traces, CountDownLatch both) throws InterruptedException {
		both.countDown();
		both.await();
		return (traces.tracer().currentSpan() != null) ? "some" : "none";
	}

}

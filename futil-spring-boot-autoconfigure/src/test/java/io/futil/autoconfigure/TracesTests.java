package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import brave.handler.MutableSpan;
import brave.handler.SpanHandler;
import brave.propagation.TraceContext;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces in applications, as Spring Boot makes them.
 */
class TracesTests {

	private final Queue<MutableSpan> spans = new ConcurrentLinkedQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
				FutilMetricsAutoConfiguration.class, FutilContextAutoConfiguration.class,
				FutilRetryAutoConfiguration.class, ObservationAutoConfiguration.class,
				MicrometerTracingAutoConfiguration.class, BraveAutoConfiguration.class))
		.withPropertyValues("management.tracing.sampling.probability=1")
		.withBean(SpanHandler.class, () -> new SpanHandler() {

			@Override
			public boolean end(TraceContext context, MutableSpan span, Cause cause) {
				return TracesTests.this.spans.add(span);
			}

		});

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void oneTraceGoesAcrossExecutorsRetriesAndNestedCalls(boolean attempts) {
		this.runner.withPropertyValues("futil.metrics.task-observations=" + attempts).run((context) -> {
			Tracer tracer = context.getBean(Tracer.class);
			Observation.createNotStarted("request", context.getBean(ObservationRegistry.class))
				.observe(() -> load(context.getBean(FanOutOperations.class), tracer));
			assertThat(this.spans).extracting(MutableSpan::traceId).containsOnly(named("request").get(0).traceId());
			assertThat(parents("map outer")).containsExactly("request");
			assertThat(parents("map inner")).hasSize(3).containsOnly(attempts ? "task outer" : "map outer");
			assertThat(parents("leaf")).hasSize(3).containsOnly(attempts ? "task inner" : "map inner");
			assertThat(named("task outer")).hasSize(attempts ? 6 : 0);
			assertThat(tracer.currentSpan()).isNull();
		});
	}

	/** Three tasks that fail once and then make a call on another executor. */
	private static void load(FanOutOperations fanOut, Tracer tracer) {
		Set<Integer> tried = ConcurrentHashMap.newKeySet();
		fanOut.named("outer").retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO)).map(List.of(1, 2, 3), (item) -> {
			if (tried.add(item)) {
				throw new IllegalStateException("not yet");
			}
			return fanOut.on("cpu").named("inner").map(List.of(item), (inner) -> {
				tracer.nextSpan().name("leaf").start().end();
				return inner;
			});
		});
	}

	private List<String> parents(String name) {
		return named(name).stream()
			.map((span) -> this.spans.stream()
				.filter((parent) -> parent.id().equals(span.parentId()))
				.map(MutableSpan::name)
				.findFirst()
				.orElse("none"))
			.toList();
	}

	private List<MutableSpan> named(String name) {
		return this.spans.stream().filter((span) -> name.equals(span.name())).toList();
	}

}

package io.futil.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.autoconfigure.FutilMetricsAutoConfiguration;
import io.futil.fanout.FanOutOperations;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.futil.fanout.RetrySettings.maxAttempts;

/**
 * The meters of an application after a few calls.
 */
final class Meters {

	private Meters() {
	}

	static Set<String> names() {
		Set<String> names = new TreeSet<>();
		after((registry) -> registry.getMeters().forEach((meter) -> names.add(meter.getId().getName())));
		return names;
	}

	/** The identity of each meter of futil's and of its executors. */
	static List<Meter.Id> ids() {
		List<Meter.Id> ids = new ArrayList<>();
		after((registry) -> registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("futil.")
					|| (id.getName().startsWith("executor.") && "io".equals(id.getTag("name"))))
			.forEach(ids::add));
		return ids;
	}

	/** How calls ended, as their timers tell. */
	static List<String> outcomes(Consumer<FanOutOperations> calls) {
		List<String> outcomes = new ArrayList<>();
		runner().withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class)).run((context) -> {
			calls.accept(context.getBean(FanOutOperations.class));
			context.getBean(MeterRegistry.class)
				.get("futil.fanout")
				.timers()
				.forEach((timer) -> outcomes.add(timer.getId().getTag("verb") + " " + timer.getId().getTag("outcome")));
		});
		return outcomes;
	}

	/** What Prometheus is shown, with buckets. */
	static String scrape() {
		StringBuilder scrape = new StringBuilder();
		run(runner().withConfiguration(AutoConfigurations.of(PrometheusMetricsExportAutoConfiguration.class))
			.withPropertyValues("management.metrics.distribution.percentiles-histogram.futil=true"),
				PrometheusMeterRegistry.class, (registry) -> scrape.append(registry.scrape()));
		return scrape.toString();
	}

	private static void after(Consumer<MeterRegistry> look) {
		run(runner().withConfiguration(AutoConfigurations.of(SimpleMetricsExportAutoConfiguration.class)),
				SimpleMeterRegistry.class, look::accept);
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
							FutilFanOutAutoConfiguration.class, FutilMetricsAutoConfiguration.class,
							MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
							TaskExecutorMetricsAutoConfiguration.class, ObservationAutoConfiguration.class))
			.withPropertyValues("futil.metrics.task-observations=true");
	}

	private static <M extends MeterRegistry> void run(ApplicationContextRunner runner, Class<M> type,
			Consumer<M> look) {
		runner.run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			fanOut.map(List.of(1), (item) -> item);
			fanOut.retry(maxAttempts(2).delay(Duration.ZERO)).results(List.of(1), (item) -> {
				throw new IllegalStateException("down");
			});
			look.accept(context.getBean(type));
		});
	}

}

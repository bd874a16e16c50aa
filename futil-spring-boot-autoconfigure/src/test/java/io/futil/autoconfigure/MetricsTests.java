package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters in applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class MetricsTests {

	private static final ApplicationContextRunner FUTIL = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
				FutilMetricsAutoConfiguration.class, FutilRetryAutoConfiguration.class))
		.withPropertyValues("futil.executors.pool.threads=platform")
		.withUserConfiguration(BoundedConfiguration.class);

	private static final ApplicationContextRunner METRICS = FUTIL.withConfiguration(
			AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, TaskExecutorMetricsAutoConfiguration.class));

	private static final ApplicationContextRunner BOTH = METRICS
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class));

	private static final ApplicationContextRunner PROMETHEUS = BOTH
		.withConfiguration(AutoConfigurations.of(PrometheusMetricsExportAutoConfiguration.class));

	@Test
	void callsAreMeasuredAndObserved(CapturedOutput output) {
		BOTH.run((context) -> {
			load(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("futil.fanout")
				.tags("operation", "load", "verb", "map", "executor", "pool", "outcome", "succeeded", "error", "none")
				.timer()
				.count()).isEqualTo(1);
			assertThat(registry.get("futil.fanout.active").tags("operation", "load").longTaskTimer().activeTasks())
				.isZero();
			assertThat(names(registry)).contains("futil.task", "futil.task.wait", "futil.task.retries",
					"futil.tasks.active", "futil.tasks.abandoned");
		});
		assertThat(output).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
	}

	@Test
	void withoutObservationsCallsAreTimedAllTheSame() {
		METRICS.run((context) -> {
			assertThat(context).doesNotHaveBean(ObservationRegistry.class);
			load(context);
			assertThat(context.getBean(MeterRegistry.class)
				.get("futil.fanout")
				.tags("operation", "load", "verb", "map", "executor", "pool", "outcome", "succeeded", "error", "none")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void withoutARegistryCallsWork() {
		FUTIL.run((context) -> {
			assertThat(context).doesNotHaveBean(MeterRegistry.class);
			load(context);
		});
	}

	@Test
	void withoutTheMetersOfMicrometerCallsAreObserved() {
		FUTIL.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> {
				assertThat(context).hasBean("futilObservations").doesNotHaveBean("futilMeters");
				load(context);
			});
	}

	@Test
	void allOfItCanBeSwitchedOff() {
		BOTH.withPropertyValues("futil.metrics.enabled=false").run((context) -> {
			load(context);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(names(registry)).noneMatch((name) -> name.startsWith("futil"));
			assertThat(registry.find("executor.active").tag("name", "bounded").meters()).isEmpty();
			assertThat(registry.find("executor.active").tag("name", "pool").meters()).hasSize(1);
		});
	}

	@Test
	void lazyBeansAreMeasuredToo(CapturedOutput output) {
		BOTH.withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				load(context);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(names(registry)).contains("futil.fanout", "futil.task", "futil.tasks.active");
				assertThat(registry.find("executor.active").tag("name", "bounded").meters()).hasSize(1);
			});
		assertThat(output).doesNotContain("not eligible for getting processed by all BeanPostProcessors");
	}

	@Test
	void aBoundedExecutorHasTheMetersOfAPool() {
		BOTH.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Map<String, String> pool = executorMeters(registry, "pool");
			assertThat(pool).containsKeys("executor.active", "executor.completed", "executor.queued");
			assertThat(executorMeters(registry, "bounded")).isEqualTo(pool);
			assertThat(executorMeters(registry, "applicationTaskExecutor")).isEqualTo(pool);
			VirtualTaskExecutor executor = context.getBean("bounded", VirtualTaskExecutor.class);
			Blocker blocker = new Blocker(3);
			IntStream.range(0, 3).forEach((i) -> executor.execute(blocker));
			assertThat(figure(registry, "executor.active")).isEqualTo(2);
			assertThat(figure(registry, "executor.queued")).isEqualTo(1);
			assertThat(figure(registry, "executor.queue.remaining")).isEqualTo(9);
			assertThat(figure(registry, "executor.pool.size")).isEqualTo(2);
			assertThat(figure(registry, "executor.pool.core")).isEqualTo(2);
			assertThat(figure(registry, "executor.pool.max")).isEqualTo(2);
			assertThat(figure(registry, "executor.completed")).isZero();
			blocker.release().awaitEnd();
			awaitFigure(registry, "executor.completed", 3);
			awaitFigure(registry, "executor.active", 0);
		});
	}

	@Test
	void contextsThatComeAndGoLeaveNoMetersInARegistryThatStays() {
		MeterRegistry registry = new SimpleMeterRegistry();
		Meter foreign = registry.counter("orders");
		for (int i = 0; i < 200; i++) {
			FUTIL
				.withBean("registry", MeterRegistry.class, () -> registry,
						(definition) -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
				.run((context) -> {
					context.getBeanProvider(MeterBinder.class).forEach((binder) -> binder.bindTo(registry));
					loadOne(context);
					assertThat(names(registry)).contains("futil.fanout", "futil.tasks.active", "executor.active");
					assertThat(figure(registry, "executor.pool.max")).isEqualTo(2);
				});
			assertThat(registry.getMeters()).containsExactly(foreign);
		}
	}

	@Test
	void eachOfSeveralRegistriesHasTheMeters() {
		PROMETHEUS.withBean("simple", SimpleMeterRegistry.class).run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(CompositeMeterRegistry.class);
			load(context);
			for (Class<? extends MeterRegistry> type : List.of(SimpleMeterRegistry.class,
					PrometheusMeterRegistry.class)) {
				MeterRegistry registry = context.getBean(type);
				assertThat(registry.get("futil.task").timer().count()).isPositive();
				assertThat(registry.get("futil.fanout").timer().count()).isEqualTo(1);
				assertThat(figure(registry, "executor.pool.max")).isEqualTo(2);
			}
		});
	}

	@Test
	void severalRegistriesThatNobodyHasComposedHaveThemToo() {
		FUTIL.withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("other", MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> {
				load(context);
				for (String name : List.of("one", "other")) {
					assertThat(context.getBean(name, MeterRegistry.class).get("futil.fanout").timer().count())
						.isEqualTo(1);
				}
			});
	}

	@Test
	void aContextAndItsChildAreHeardOfOnce() {
		METRICS.run((parent) -> FUTIL.withParent(parent).run((child) -> {
			load(child);
			MeterRegistry registry = parent.getBean(MeterRegistry.class);
			assertThat(registry.get("futil.fanout").timer().count()).isEqualTo(1);
			child.close();
			load(parent);
			assertThat(registry.get("futil.fanout").timer().count()).isEqualTo(2);
		}));
	}

	@Test
	void prometheusShowsThemAllWithOneSetOfTagsEach() {
		PROMETHEUS.run((context) -> {
			load(context);
			PrometheusMeterRegistry registry = context.getBean(PrometheusMeterRegistry.class);
			Map<String, Set<List<String>>> keys = registry.getMeters()
				.stream()
				.collect(Collectors.groupingBy((meter) -> meter.getId().getName(), Collectors.mapping(
						(meter) -> meter.getId().getTags().stream().map(Tag::getKey).toList(), Collectors.toSet())));
			assertThat(keys).allSatisfy((name, sets) -> assertThat(sets).as(name).hasSize(1));
			assertThat(registry.scrape().lines().map((line) -> line.split("[{ ]")[0])).contains(
					"futil_fanout_seconds_count", "futil_fanout_seconds_max", "futil_fanout_active_seconds_max",
					"futil_task_seconds_count", "futil_task_seconds_sum", "futil_task_seconds_max",
					"futil_task_wait_seconds_count", "futil_task_retries_total", "futil_tasks_active",
					"futil_tasks_abandoned", "executor_active_threads", "executor_completed_tasks_total",
					"executor_queued_tasks", "executor_queue_remaining_tasks", "executor_pool_size_threads",
					"executor_pool_core_threads", "executor_pool_max_threads");
		});
	}

	@Test
	void histogramsAndPercentilesAreAskedForAsOfAnyTimer() {
		PROMETHEUS
			.withPropertyValues("management.metrics.distribution.percentiles-histogram.futil.task=true",
					"management.metrics.distribution.percentiles.futil.fanout=0.5")
			.run((context) -> {
				load(context);
				assertThat(context.getBean(PrometheusMeterRegistry.class).scrape())
					.containsPattern("futil_task_seconds_bucket\\{.*operation=\"load\".*le=\"\\+Inf\"} 100000")
					.containsPattern("futil_task_wait_seconds_bucket\\{.*operation=\"load\"")
					.containsPattern("futil_fanout_seconds\\{.*operation=\"load\".*quantile=\"0.5\"}");
			});
	}

	@Test
	void moreNamesOfOperationsCanBeAllowed() {
		METRICS.withPropertyValues("futil.metrics.max-operations=2").run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			IntStream.range(0, 5).forEach((i) -> fanOut.named("operation" + i).map(List.of(i), (item) -> item));
			assertThat(context.getBean(MeterRegistry.class).find("futil.fanout").timers())
				.extracting((timer) -> timer.getId().getTag("operation"))
				.containsExactlyInAnyOrder("operation0", "operation1", "other");
		});
		METRICS.withPropertyValues("futil.metrics.max-operations=-1")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("futil.metrics.max-operations")
				.hasMessageContaining("-1"));
	}

	@Test
	void attemptsAreObservedWhereAskedFor() {
		BOTH.withPropertyValues("futil.metrics.task-observations=true").run((context) -> {
			loadOne(context);
			assertThat(context.getBean(MeterRegistry.class)
				.get("futil.task.attempt")
				.tags("operation", "one", "executor", "pool", "outcome", "succeeded", "error", "none")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	private static void load(ApplicationContext context) {
		FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("pool");
		List<Integer> items = IntStream.range(0, 100_000).boxed().toList();
		assertThat(fanOut.named("load").map(items, (item) -> item)).isEqualTo(items);
	}

	private static void loadOne(ApplicationContext context) {
		context.getBean(FanOutOperations.class)
			.on("pool")
			.named("one")
			.retry(RetrySettings.maxAttempts(2))
			.map(List.of(1), (item) -> item);
	}

	private static Map<String, String> executorMeters(MeterRegistry registry, String name) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("executor.") && name.equals(id.getTag("name")))
			.collect(Collectors.toMap(Meter.Id::getName, (id) -> id.getType() + " of " + id.getBaseUnit() + ": "
					+ id.getDescription() + id.getTags().stream().map(Tag::getKey).toList()));
	}

	private static double figure(MeterRegistry registry, String name) {
		return registry.get(name).tags("name", "bounded").meter().measure().iterator().next().getValue();
	}

	private static void awaitFigure(MeterRegistry registry, String name, double value) {
		long start = System.nanoTime();
		while (figure(registry, name) != value) {
			assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
			Thread.yield();
		}
	}

	private static Stream<String> names(MeterRegistry registry) {
		return registry.getMeters().stream().map((meter) -> meter.getId().getName());
	}

	/**
	 * An executor of virtual threads, on platform threads where there are none.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BoundedConfiguration {

		@Bean(defaultCandidate = false)
		VirtualTaskExecutor bounded() {
			return ExecutorKind.virtual(2, 10, Duration.ZERO, ExecutorKind.threads(), null);
		}

	}

}

package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import io.futil.actuate.KnownExecutor;
import io.futil.actuate.Setting;
import io.futil.cluster.ClusterMembers;
import io.futil.cluster.ClusterSettings;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.WorkerExecutor;
import io.futil.metrics.ExecutorMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An executor with {@code threads: cluster} is known by its name like any other one, and
 * is no executor for those who would hand it code.
 */
class ClusterExecutorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
				FutilMetricsAutoConfiguration.class, FutilClusterAutoConfiguration.class));

	private final ApplicationContextRunner clustered = this.runner.withUserConfiguration(Instance.class)
		.withPropertyValues("futil.executors.reports.threads=cluster", "futil.executors.reports.concurrency-limit=20",
				"futil.executors.reports.queue-capacity=7");

	@Test
	void itsWorkersAreFoundByItsName() {
		this.clustered.run((context) -> {
			assertThat(context).hasNotFailed();
			BeanExecutorLookup lookup = context.getBean(BeanExecutorLookup.class);
			Executor workers = lookup.find("reports");
			assertThat(workers).isInstanceOfSatisfying(VirtualTaskExecutor.class, (executor) -> {
				assertThat(executor.concurrency()).isEqualTo(20);
				assertThat(executor.load().queueCapacity()).isEqualTo(7);
				assertThat(executor.remoteTasks()).isSameAs(context.getBean(RemoteTasks.class));
			}).hasToString("Executor 'reports' (0 of 20 tasks running, 0 of 7 waiting)");
			assertThat(lookup.names()).containsExactlyInAnyOrder("io", "cpu", "reports", "applicationTaskExecutor");
			assertThat(lookup.nameOf(workers)).isEqualTo("reports");
			assertThat(lookup.ifMade("reports")).isSameAs(workers);
			assertThat(lookup.isOurs("reports")).isTrue();
		});
	}

	@Test
	void theOthersRunTheirTasksHere() {
		this.clustered.run((context) -> {
			assertThat(context.getBean("io", WorkerExecutor.class).remoteTasks()).isNull();
			assertThat(context.getBean(FanOutOperations.class).map(List.of(1, 2), (item) -> item + 1))
				.containsExactly(2, 3);
		});
	}

	@Test
	void itIsNoExecutorBean() {
		this.clustered.run((context) -> {
			assertThat(context.getBeanNamesForType(Executor.class)).containsExactlyInAnyOrder("io", "cpu",
					"applicationTaskExecutor");
			assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("applicationTaskExecutor"));
		});
	}

	@Test
	void aLambdaIsRefused() {
		this.clustered.run((context) -> {
			FanOutOperations reports = context.getBean(FanOutOperations.class).on("reports");
			assertThatExceptionOfType(IllegalArgumentException.class)
				.isThrownBy(() -> reports.map(List.of(1, 2), (item) -> item + 1))
				.withMessageContaining("ClusterTasks.bean(");
		});
	}

	@Test
	void itStopsWithTheApplication() {
		this.clustered.run((context) -> {
			VirtualTaskExecutor workers = context.getBean("reports", ClusterExecutor.class).workers();
			assertThat(workers.isRunning()).isTrue();
			context.close();
			assertThat(workers.isShutdown()).isTrue();
		});
	}

	@Test
	void itIsMeasured() {
		this.clustered.run((context) -> {
			context.getBean(ExecutorMeters.class).bindTo(context.getBean(MeterRegistry.class));
			assertThat(context.getBean(MeterRegistry.class).get("executor.pool.max").tag("name", "reports").gauge())
				.satisfies((gauge) -> assertThat(gauge.value()).isEqualTo(20));
		});
	}

	@Test
	void operatorsSeeItsSettings() {
		this.clustered.run((context) -> assertThat(known(context).settings()).extracting(Setting::key, Setting::value)
			.extracting(Object::toString)
			.contains("(\"threads\", \"cluster\")", "(\"concurrency-limit\", \"20\")"));
	}

	private static KnownExecutor known(AssertableApplicationContext context) {
		return new ConfiguredExecutors(context.getBean(RunningSettings.class),
				context.getBean(BeanExecutorLookup.class))
			.all()
			.stream()
			.filter((executor) -> executor.name().equals("reports"))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void itsLimitFollowsTheEnvironment() {
		Map<String, Object> changing = new ConcurrentHashMap<>();
		this.clustered
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("changing", changing)))
			.run((context) -> {
				changing.put("futil.executors.reports.concurrency-limit", 5);
				context.publishEvent(new EnvironmentChangeEvent(context, Set.of()));
				assertThat(known(context).executor().concurrency()).isEqualTo(5);
			});
	}

	@Test
	void theSettingsAreThoseOfTheConfiguration() {
		this.clustered
			.withPropertyValues("futil.cluster.name=prices", "futil.cluster.members=app-1,app-2:5702,[::1]:5703",
					"futil.cluster.capacity=3", "futil.cluster.run-on=io", "futil.cluster.local=never",
					"futil.cluster.hosting=false", "futil.cluster.max-payload-size=4MB",
					"futil.cluster.allowed-packages=com.example.a,com.example.b")
			.run((context) -> {
				ClusterSettings settings = context.getBean(ClusterSettings.class);
				assertThat(settings.name()).isEqualTo("prices");
				assertThat(settings.members()).containsExactly("app-1", "app-2:5702", "[::1]:5703");
				assertThat(settings.capacity()).isEqualTo(3);
				assertThat(settings.runOn()).isEqualTo("io");
				assertThat(settings.local()).isEqualTo(ClusterSettings.LocalTasks.NEVER);
				assertThat(settings.hosting()).isFalse();
				assertThat(settings.maxPayloadBytes()).isEqualTo(4 << 20);
				assertThat(settings.allowedPackages()).containsExactly("com.example.a", "com.example.b");
			});
	}

	@Test
	void theInstanceOfTheApplicationIsUsedAndStaysTheOnlyOne() {
		this.clustered.run((context) -> {
			assertThat(context.getBeansOfType(HazelcastInstance.class)).containsOnlyKeys("theirs");
			assertThat(context.getBean(HazelcastInstance.class).getUserContext()).containsOnlyKeys("io.futil.cluster",
					"io.futil.cluster:futil");
			assertThat(context.getBean(ClusterMembers.class).all()).singleElement()
				.satisfies((member) -> assertThat(member.local()).isTrue());
		});
	}

	@Test
	void nothingOfAClusterIsThereUnlessAnExecutorAsksForIt() {
		this.runner.withUserConfiguration(Instance.class)
			.withPropertyValues("futil.executors.reports.threads=auto", "futil.cluster.name=prices")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Stream.of(context.getBeanDefinitionNames()).map(context::getType))
					.noneMatch((type) -> type != null && type.getName().startsWith("io.futil.cluster"));
				assertThat(context.getBean(HazelcastInstance.class).getUserContext()).isEmpty();
			});
	}

	@Test
	void withoutHazelcastAllElseIsThere() {
		this.runner.withClassLoader(new FilteredClassLoader("com.hazelcast"))
			.run((context) -> assertThat(context.getBean(FanOutOperations.class).map(List.of(1), (item) -> item + 1))
				.containsExactly(2));
	}

	@Configuration(proxyBeanMethods = false)
	static class Instance {

		@Bean(destroyMethod = "")
		HazelcastInstance theirs() {
			return StubInstance.of("5.7.0", new JavaSerializationFilterConfig());
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}

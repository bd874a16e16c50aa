package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With the starter on the class path, what Spring Boot does about executors stays.
 */
class NothingElseChangesTests {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
						FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
						FutilMetricsAutoConfiguration.class, FutilRetryAutoConfiguration.class))
		.withUserConfiguration(AsyncConfiguration.class);

	static Stream<ApplicationContextRunner> runners() {
		Stream<ApplicationContextRunner> platform = Stream
			.of(RUNNER.withPropertyValues("futil.executors.io.threads=platform"));
		Stream<ApplicationContextRunner> virtual = Stream.of(
				RUNNER.withPropertyValues("futil.executors.cpu.threads=virtual"),
				RUNNER.withPropertyValues("spring.threads.virtual.enabled=true"));
		return VirtualThreads.areAvailable() ? Stream.concat(platform, virtual) : platform;
	}

	@ParameterizedTest
	@MethodSource("runners")
	void bootsOwnExecutorIsThere(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context.getBeanNamesForType(Executor.class))
			.containsExactlyInAnyOrder("applicationTaskExecutor", "io", "cpu"));
	}

	@ParameterizedTest
	@MethodSource("runners")
	void plainAsyncRunsOnBootsExecutor(ApplicationContextRunner runner) {
		runner.run((context) -> assertThat(context.getBean(Asynchronous.class).plain().get(10, TimeUnit.SECONDS))
			.startsWith("task-"));
	}

	@ParameterizedTest
	@MethodSource("runners")
	void asyncWithANameRunsOnThatExecutor(ApplicationContextRunner runner) {
		runner.run((context) -> {
			assertThat(context.getBean(Asynchronous.class).io().get(10, TimeUnit.SECONDS)).startsWith("io-");
			assertThat(context.getBean(Asynchronous.class).cpu().get(10, TimeUnit.SECONDS)).startsWith("cpu-");
		});
	}

	@ParameterizedTest
	@MethodSource("runners")
	void injectionByTypeGetsBootsExecutor(ApplicationContextRunner runner) {
		runner.withUserConfiguration(InjectionConfiguration.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.any()).isSameAs(context.getBean("applicationTaskExecutor"));
			assertThat(injected.all()).containsOnlyKeys("applicationTaskExecutor", "io", "cpu");
		});
	}

	@ParameterizedTest
	@MethodSource("runners")
	void theQualifierGetsTheNamedOne(ApplicationContextRunner runner) {
		runner.withUserConfiguration(InjectionConfiguration.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.io()).isSameAs(context.getBean("applicationTaskExecutor"));
			assertThat(injected.qualified()).isSameAs(context.getBean("io"));
		});
	}

	@ParameterizedTest
	@MethodSource("runners")
	void theSchedulerIsStillMade(ApplicationContextRunner runner) {
		runner.withUserConfiguration(SchedulingConfiguration.class)
			.run((context) -> assertThat(context).getBean("taskScheduler").isInstanceOf(TaskScheduler.class));
	}

	@Test
	void anApplicationsOwnExecutorIsStillTheOnlyOneByType() {
		RUNNER.withUserConfiguration(OwnExecutorConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean("applicationTaskExecutor");
			assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("mine"));
			assertThat(context.getBean(Asynchronous.class).plain().get(10, TimeUnit.SECONDS)).startsWith("mine-");
		});
	}

	@Test
	void lazyInitializationChangesNothing() {
		RUNNER
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBean(Asynchronous.class).plain().get(10, TimeUnit.SECONDS)).startsWith("task-");
				assertThat(context.getBean(Asynchronous.class).io().get(10, TimeUnit.SECONDS)).startsWith("io-");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class AsyncConfiguration {

		@Bean
		Asynchronous asynchronous() {
			return new Asynchronous();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SchedulingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class InjectionConfiguration {

		@Bean
		Injected injected(TaskExecutor any, TaskExecutor io, @FutilExecutor("io") TaskExecutor named,
				@Autowired Map<String, Executor> all) {
			return new Injected(any, io, named, all);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutorConfiguration {

		@Bean
		TaskExecutor mine() {
			return new SimpleAsyncTaskExecutor("mine-");
		}

	}

	record Injected(TaskExecutor any, TaskExecutor io, TaskExecutor qualified, Map<String, Executor> all) {
	}

	static class Asynchronous {

		@Async
		CompletableFuture<String> plain() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Async("io")
		CompletableFuture<String> io() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

		@Async("cpu")
		CompletableFuture<String> cpu() {
			return CompletableFuture.completedFuture(Thread.currentThread().getName());
		}

	}

}

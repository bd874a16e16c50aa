package io.futil.autoconfigure;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.task.ThreadPoolTaskExecutorCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application adds to Spring Boot's executor, it adds to ours.
 */
class BootCustomizationTests {

	private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class));

	static Stream<String> threads() {
		return VirtualThreads.areAvailable() ? Stream.of("platform", "virtual") : Stream.of("platform");
	}

	@ParameterizedTest
	@MethodSource("threads")
	void taskDecoratorsApplyInTheirOrder(String threads) {
		RUNNER.withPropertyValues("futil.executors.io.threads=" + threads)
			.withUserConfiguration(DecoratorConfiguration.class)
			.run((context) -> {
				String ofBoot = seen(context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class));
				assertThat(ofBoot).isEqualTo("second first ");
				assertThat(seen(context.getBean("io", AsyncTaskExecutor.class))).isEqualTo(ofBoot);
			});
	}

	private static String seen(AsyncTaskExecutor executor) throws Exception {
		return executor.submit(DecoratorConfiguration.SEEN::get).get(10, TimeUnit.SECONDS).toString();
	}

	@Test
	void customizersApply() {
		RUNNER.withBean(ThreadPoolTaskExecutorCustomizer.class, () -> (executor) -> executor.setThreadPriority(7))
			.run((context) -> assertThat(context.getBean("cpu", ThreadPoolTaskExecutor.class).getThreadPriority())
				.isEqualTo(7));
	}

	@Test
	void settingsOfBootsExecutorDoNotLeakIntoOurs() {
		RUNNER
			.withPropertyValues("spring.task.execution.pool.core-size=3", "spring.task.execution.thread-name-prefix=x-",
					"spring.task.execution.pool.queue-capacity=4", "spring.task.execution.pool.keep-alive=7s",
					"spring.task.execution.shutdown.await-termination=true",
					"spring.task.execution.pool.allow-core-thread-timeout=false", "futil.executors.cpu.core-size=2")
			.run((context) -> {
				ThreadPoolTaskExecutor cpu = context.getBean("cpu", ThreadPoolTaskExecutor.class);
				assertThat(cpu.getCorePoolSize()).isEqualTo(2);
				assertThat(cpu.getMaxPoolSize()).isEqualTo(2);
				assertThat(cpu.getQueueCapacity()).isEqualTo(1_000);
				assertThat(cpu.getKeepAliveSeconds()).isEqualTo(60);
				assertThat(cpu.getThreadNamePrefix()).isEqualTo("cpu-");
				assertThat(cpu.getThreadPoolExecutor().allowsCoreThreadTimeOut()).isTrue();
			});
	}

	@Test
	void noThreadIsMadeBeforeThereIsATask() {
		RUNNER
			.run((context) -> assertThat(context.getBean("cpu", ThreadPoolTaskExecutor.class).getPoolSize()).isZero());
	}

	@Configuration(proxyBeanMethods = false)
	static class DecoratorConfiguration {

		static final ThreadLocal<StringBuilder> SEEN = ThreadLocal.withInitial(StringBuilder::new);

		@Bean
		@Order(1)
		TaskDecorator first() {
			return (task) -> () -> {
				SEEN.get().append("first ");
				task.run();
			};
		}

		@Bean
		@Order(2)
		TaskDecorator second() {
			return (task) -> () -> {
				SEEN.get().setLength(0);
				SEEN.get().append("second ");
				task.run();
			};
		}

	}

}

package io.futil.context;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.stream.Stream;

import io.futil.autoconfigure.FutilContextAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * An application with one executor of each kind: ours, those of others, and those that
 * run a task in who submits it.
 */
final class Application {

	private Application() {
	}

	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
							FutilFanOutAutoConfiguration.class, FutilContextAutoConfiguration.class))
			.withPropertyValues("futil.executors.cpu.core-size=2", "futil.executors.pool.threads=platform",
					"futil.executors.pool.core-size=2")
			.withUserConfiguration(Executors.class);
	}

	/** Their names; {@code io} is virtual where there are virtual threads. */
	static Stream<String> executors() {
		return Stream.of("io", "cpu", "pool", "foreign", "simple", "direct", "sync", "callerRuns");
	}

	/** Those of them that have threads of their own, two each or more. */
	static Stream<String> pools() {
		return Stream.of("io", "cpu", "pool", "foreign");
	}

	@Configuration(proxyBeanMethods = false)
	static class Executors {

		@Bean
		Executor direct() {
			return Runnable::run;
		}

		@Bean
		SyncTaskExecutor sync() {
			return new SyncTaskExecutor();
		}

		@Bean
		SimpleAsyncTaskExecutor simple() {
			return new SimpleAsyncTaskExecutor("simple-");
		}

		@Bean
		ThreadPoolTaskExecutor foreign() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(2);
			return executor;
		}

		@Bean
		ThreadPoolTaskExecutor callerRuns() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(1);
			executor.setQueueCapacity(0);
			executor.setMaxPoolSize(1);
			executor.setRejectedExecutionHandler(new CallerRunsPolicy());
			return executor;
		}

	}

}

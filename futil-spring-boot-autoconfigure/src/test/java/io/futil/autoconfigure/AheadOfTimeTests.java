package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.futil.fanout.FanOutOperations;
import io.futil.retry.ParallelRetryable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.retry.annotation.Backoff;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that is processed ahead of time has the same executors, of the sizes
 * that are configured when it runs.
 */
@CompileWithForkedClassLoader
class AheadOfTimeTests {

	@Test
	void theExecutorsSurviveAndAreSizedWhenTheApplicationRuns() {
		process((initializer) -> {
			try (GenericApplicationContext context = start(initializer, "futil.executors.cpu.core-size=3")) {
				assertThat(context.getBeanNamesForType(Executor.class))
					.containsExactlyInAnyOrder("applicationTaskExecutor", "io", "cpu", "extra");
				assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("applicationTaskExecutor"));
				assertThat(context.getBean("cpu", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(3);
				assertThat(context.getBean(FanOutOperations.class)).isNotNull();
			}
		});
	}

	@Test
	void annotatedMethodsAreRetriedAsConfiguredWhenTheApplicationRuns() {
		process((initializer) -> {
			try (GenericApplicationContext context = start(initializer, "app.attempts=2")) {
				Retried retried = context.getBean(Retried.class);
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(retried::fail)
					.withMessage("attempt 2");
			}
		});
	}

	@Test
	void anotherKindOfThreadsThanWasProcessedIsRefused() {
		if (!VirtualThreads.areAvailable()) {
			return;
		}
		process((
				initializer) -> assertThatExceptionOfType(org.springframework.beans.factory.BeanCreationException.class)
					.isThrownBy(() -> start(initializer, "futil.executors.cpu.threads=virtual").close())
					.withStackTraceContaining("Invalid value 'virtual' for 'futil.executors.cpu.threads': "
							+ "ahead-of-time processing has fixed this executor to platform threads"));
	}

	@Test
	void anExecutorThatWasNotProcessedIsRefused() {
		process((
				initializer) -> assertThatExceptionOfType(org.springframework.beans.factory.BeanCreationException.class)
					.isThrownBy(() -> start(initializer, "futil.executors.late.concurrency-limit=2").close())
					.withStackTraceContaining("Invalid value 'late' for 'futil.executors.late': "
							+ "ahead-of-time processing has fixed the executors to [io, cpu, extra]. "));
	}

	@Test
	void aFractionIsRefusedThereToo() {
		process((initializer) -> {
			SpringProperties.setFlag("spring.aot.enabled");
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MapPropertySource("numbers", Map.of("futil.executors.cpu.core-size", 1.99)));
				initializer.initialize(context);
				assertThatExceptionOfType(BeanCreationException.class).isThrownBy(context::refresh)
					.withStackTraceContaining(
							"Invalid value '1.99' for 'futil.executors.cpu.core-size': " + "it must be a whole number");
			}
			finally {
				SpringProperties.setProperty("spring.aot.enabled", null);
			}
		});
	}

	private static void process(Consumer<ApplicationContextInitializer<GenericApplicationContext>> processed) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("futil.executors.cpu.core-size=2", "futil.executors.extra.concurrency-limit=5")
			.applyTo(context);
		context.register(ApplicationConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
				.getInstance(ApplicationContextInitializer.class);
			processed.accept(initializer);
		});
	}

	private static GenericApplicationContext start(ApplicationContextInitializer<GenericApplicationContext> initializer,
			String property) {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues.of(property).applyTo(context);
		initializer.initialize(context);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilRetryAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		Retried retried() {
			return new Retried();
		}

	}

	static class Retried {

		private final AtomicInteger attempts = new AtomicInteger();

		@ParallelRetryable(maxAttemptsExpression = "${app.attempts:4}", backoff = @Backoff(0))
		void fail() {
			throw new IllegalStateException("attempt " + this.attempts.incrementAndGet());
		}

	}

}

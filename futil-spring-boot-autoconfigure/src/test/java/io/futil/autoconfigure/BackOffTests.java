package io.futil.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the application has beans of its own, these are used.
 */
@ExtendWith(OutputCaptureExtension.class)
class BackOffTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class));

	@Test
	void withoutAnySettingThereAreIoCpuAndTheTemplate() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(FanOutTemplate.class)
			.hasSingleBean(FanOutOperations.class)
			.hasBean(FutilExecutorsAutoConfiguration.IO)
			.hasBean(FutilExecutorsAutoConfiguration.CPU));
	}

	@Test
	void anyFurtherNameBecomesABean() {
		this.runner
			.withPropertyValues("futil.executors.geo-coder.core-size=2", "futil.executors.geo-coder.threads=platform")
			.run((context) -> assertThat(context.getBean("geo-coder", ThreadPoolTaskExecutor.class).getCorePoolSize())
				.isEqualTo(2));
	}

	@Test
	void anApplicationsExecutorOfANameTakesItsPlace() {
		this.runner.withUserConfiguration(OwnIoConfiguration.class).run((context) -> {
			assertThat(context.getBean("io")).isInstanceOf(SyncTaskExecutor.class);
			assertThat(context).hasBean("cpu");
			assertThat(context.getBean(BeanExecutorLookup.class).find("io")).isSameAs(context.getBean("io"));
		});
	}

	@Test
	void settingsThatThenHaveNoEffectAreReported(CapturedOutput output) {
		this.runner.withUserConfiguration(OwnIoConfiguration.class)
			.withPropertyValues("futil.executors.io.queue-capacity=5")
			.run((context) -> assertThat(output)
				.contains("futil.executors.io has no effect: the application has its own bean 'io'"));
	}

	@Test
	void anApplicationsOwnOperationsReplaceTheTemplate() {
		this.runner.withUserConfiguration(OwnOperationsConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(FanOutOperations.class)
				.doesNotHaveBean(FanOutTemplate.class));
	}

	@Test
	void withoutBootsTaskExecutionTheExecutorsAreThereAllTheSame() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeanNamesForType(Executor.class)).containsExactly("io", "cpu"));
	}

	@Test
	void aChildContextUsesTheExecutorsOfItsParent() {
		this.runner.run((parent) -> this.runner.withParent(parent).run((child) -> {
			assertThat(child.getBean("io")).isSameAs(parent.getBean("io"));
			assertThat(child.getBean(BeanExecutorLookup.class).names()).contains("io", "cpu");
		}));
	}

	@Test
	void theLookUpFindsAnyExecutorBeanAndItsPool() {
		this.runner.withUserConfiguration(ForeignConfiguration.class).run((context) -> {
			BeanExecutorLookup lookup = context.getBean(BeanExecutorLookup.class);
			ThreadPoolExecutor pool = context.getBean("pool", ThreadPoolExecutor.class);
			ConcurrentTaskExecutor wrapper = context.getBean("wrapper", ConcurrentTaskExecutor.class);
			assertThat(lookup.names()).containsExactly("io", "cpu", "pool", "wrapper");
			assertThat(lookup.find("pool")).isSameAs(pool);
			assertThat(lookup.find("nobody")).isNull();
			assertThat(lookup.find("futilExecutorFactory")).isNull();
			assertThat(lookup.nameOf(wrapper)).isEqualTo("wrapper");
			assertThat(lookup.nameOf(Runnable::run)).isNull();
			assertThat(lookup.poolOf(pool)).isSameAs(pool);
			assertThat(lookup.poolOf(wrapper)).isSameAs(pool);
			assertThat(lookup.poolOf(context.getBean("cpu", Executor.class)))
				.isSameAs(context.getBean("cpu", ThreadPoolTaskExecutor.class).getThreadPoolExecutor());
			assertThat(lookup.poolOf(Runnable::run)).isNull();
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIoConfiguration {

		@Bean
		SyncTaskExecutor io() {
			return new SyncTaskExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnOperationsConfiguration {

		@Bean
		FanOutOperations mine() {
			return Mockito.mock(FanOutOperations.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForeignConfiguration {

		@Bean
		ThreadPoolExecutor pool() {
			return (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
		}

		@Bean
		ConcurrentTaskExecutor wrapper(ThreadPoolExecutor pool) {
			return new ConcurrentTaskExecutor(pool);
		}

	}

}

package io.futil.autoconfigure;

import io.futil.fanout.spi.RemoteTasks;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/**
 * The named executors: {@code io}, {@code cpu} and any further name under
 * {@code futil.executors}, each a bean of that name. An application's own bean of a name
 * takes its place. Spring Boot's {@code applicationTaskExecutor} stays what it is, and
 * what injection by type finds: use {@link FutilExecutor @FutilExecutor("io")} to inject
 * one of these.
 */
@AutoConfiguration(after = TaskExecutionAutoConfiguration.class)
@EnableConfigurationProperties(FutilProperties.class)
@Import(ExecutorRegistrar.class)
public final class FutilExecutorsAutoConfiguration {

	/**
	 * Name of the executor for tasks that mostly wait.
	 */
	public static final String IO = "io";

	/**
	 * Name of the executor for tasks that compute.
	 */
	public static final String CPU = "cpu";

	static final String FACTORY = "futilExecutorFactory";

	@Bean(FACTORY)
	ExecutorFactory futilExecutorFactory(FutilProperties properties,
			ObjectProvider<ThreadPoolTaskExecutorBuilder> builder, ObjectProvider<TaskDecorator> decorators,
			ObjectProvider<RemoteTasks> cluster) {
		return new ExecutorFactory(properties, builder, decorators, cluster);
	}

	// Not lazy, whatever the application says: it checks at the start what has names.
	@Bean
	@Lazy(false)
	BeanExecutorLookup futilExecutorLookup(FutilProperties properties, ConfigurableListableBeanFactory beanFactory,
			Environment environment) {
		if (AotDetector.useGeneratedArtifacts()) {
			// Nobody has registered the executors and looked at that.
			new SettingsBinding(environment).atStart();
		}
		IgnoredVariables.warn(environment, properties);
		BeanExecutorLookup lookup = new BeanExecutorLookup(beanFactory, properties.executors().keySet());
		lookup.requireExecutors();
		ReplacedExecutors.warn(properties, lookup);
		return lookup;
	}

	// Not lazy: where something was written is asked for when it may be gone.
	@Bean
	@Lazy(false)
	RunningSettings futilRunningSettings(FutilProperties properties, Environment environment) {
		return new RunningSettings(properties, new SettingOrigins(environment));
	}

	/**
	 * Sizes follow the environment where Spring Cloud tells of its changes.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = EnvironmentChanges.CHANGED)
	static class Live {

		@Bean
		static EnvironmentChanges futilEnvironmentChanges(ObjectProvider<LiveTuning> tuning) {
			return new EnvironmentChanges(tuning);
		}

		@Bean
		@Lazy(false)
		static LiveTuning futilLiveTuning(FutilProperties properties, Environment environment,
				BeanExecutorLookup lookup, RunningSettings running) {
			return new LiveTuning(properties, new SettingsReader(environment, lookup), lookup, running);
		}

	}

}

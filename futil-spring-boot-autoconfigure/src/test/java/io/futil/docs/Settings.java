package io.futil.docs;

import io.futil.autoconfigure.FutilContextAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.autoconfigure.FutilRetryAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * An application that has the starter, and these settings.
 */
final class Settings {

	private Settings() {
	}

	static ApplicationContextRunner of(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
					FutilRetryAutoConfiguration.class, FutilContextAutoConfiguration.class))
			.withPropertyValues(properties);
	}

}

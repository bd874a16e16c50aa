package io.futil.retry;

import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.autoconfigure.FutilRetryAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Applications with annotated beans.
 */
final class Contexts {

	private Contexts() {
	}

	/** One whose retries do not wait, and whose executors have platform threads. */
	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
					FutilRetryAutoConfiguration.class))
			.withPropertyValues("futil.retry.delay=0s", "futil.executors.io.threads=platform");
	}

	/** One that does not even make class proxies. */
	static ApplicationContextRunner interfaceProxies() {
		return runner().withPropertyValues("spring.aop.proxy-target-class=false");
	}

}

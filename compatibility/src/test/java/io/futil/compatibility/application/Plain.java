package io.futil.compatibility.application;

import io.futil.autoconfigure.FutilExecutor;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;

/**
 * An application that asks for nothing but an executor.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Plain {

	@Bean
	Named named(@FutilExecutor("io") TaskExecutor executor) {
		return new Named(executor);
	}

	/** Who asks. */
	public record Named(TaskExecutor executor) {

	}

}

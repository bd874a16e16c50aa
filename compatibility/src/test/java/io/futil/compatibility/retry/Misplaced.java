package io.futil.compatibility.retry;

import io.futil.retry.ParallelRetryable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An annotated method that nobody can run.
 */
@Configuration(proxyBeanMethods = false)
public class Misplaced {

	@Bean
	Object nowhere() {
		return new Nowhere();
	}

	static class Nowhere {

		@ParallelRetryable(executor = "nowhere")
		void run() {
		}

	}

}

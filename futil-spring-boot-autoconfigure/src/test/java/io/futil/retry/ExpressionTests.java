package io.futil.retry;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.retry.annotation.Backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Attributes whose values are configured.
 */
class ExpressionTests {

	private final Map<String, Object> properties = new HashMap<>(Map.of("app.attempts", "2", "app.executor", "other",
			"app.timeout", "50ms", "app.slow", "40", "app.delay", "1ms", "app.random", "true"));

	private final ApplicationContextRunner runner = Contexts.runner()
		.withPropertyValues("futil.executors.other.core-size=2", "futil.retry.delay=1h", "futil.retry.max-delay=1h")
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("changing", this.properties)));

	@Test
	void placeholdersAreResolved() {
		this.runner.withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatException().isThrownBy(service::fails);
			assertThat(service.attempts().count()).isEqualTo(2);
			assertThat(service.attempts().threads()).allMatch((thread) -> thread.startsWith("other-"));
			assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(service::slow)
				.withMessageContaining("50ms");
			assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(service::slowAttempt)
				.withMessageContaining(" did not end within 40ms and was interrupted");
		});
	}

	@Test
	void theyAreResolvedOnceWhenTheApplicationStarts() {
		this.runner
			.withBean(Service.class, Service::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				this.properties.put("app.attempts", "5");
				this.properties.remove("app.timeout");
				Service service = context.getBean(Service.class);
				assertThatException().isThrownBy(service::fails);
				assertThat(service.attempts().count()).isEqualTo(2);
			});
	}

	static class Service {

		private final Attempts attempts = new Attempts();

		Attempts attempts() {
			return this.attempts;
		}

		@ParallelRetryable(executorExpression = "${app.executor}", maxAttempts = 9,
				maxAttemptsExpression = "${app.attempts}",
				backoff = @Backoff(delayExpression = "${app.delay}", maxDelayExpression = "${app.max-delay:3}",
						multiplierExpression = "${app.multiplier:1.5}", randomExpression = "${app.random}"))
		void fails() throws IOException {
			this.attempts.begin();
			throw new IOException();
		}

		@ParallelRetryable(timeoutExpression = "${app.timeout}")
		void slow() throws InterruptedException {
			this.attempts.block();
		}

		@ParallelRetryable(taskTimeoutExpression = "${app.slow}", maxAttemptsExpression = " 1 ")
		void slowAttempt() throws InterruptedException {
			this.attempts.block();
		}

	}

}

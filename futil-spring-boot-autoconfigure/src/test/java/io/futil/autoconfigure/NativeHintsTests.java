package io.futil.autoconfigure;

import io.futil.retry.ParallelRetryable;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.retry.annotation.Recover;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What futil looks up and calls by reflection is known to ahead-of-time processing, so
 * that a native image has it.
 */
class NativeHintsTests {

	private static final RuntimeHints HINTS = process();

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.transaction.support.TransactionSynchronizationManager",
			"org.slf4j.MDC", "org.springframework.web.context.request.RequestContextHolder",
			"jakarta.servlet.http.HttpServletRequest",
			"org.springframework.security.core.context.SecurityContextHolderStrategy",
			"io.micrometer.context.ContextRegistry" })
	void librariesOfWhichTheContextIsTakenAlongAreFound(String type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(TypeReference.of(type))).accepts(HINTS);
	}

	@Test
	void theRequestThatWasTakenBackCanBeMade() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(HttpServletRequest.class)).accepts(HINTS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FanOutReport", "ExecutorState", "Setting", "Bounds", "RunningCall", "SlowAttempt",
			"StuckTask", "FinishedCall", "Resized", "Refusal" })
	void answersOfTheEndpointCanBeWritten(String type) throws ClassNotFoundException {
		Class<?> answer = Class.forName("io.futil.actuate." + type);
		assertThat(answer.getRecordComponents()).isNotEmpty()
			.allSatisfy((component) -> assertThat(
					RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(HINTS));
	}

	@Test
	void retriedMethodsAndThoseThatRecoverCanBeCalled() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Quotes.class.getDeclaredMethod("quote", String.class))).accepts(HINTS);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(RemoteQuotes.class.getDeclaredMethod("quote", String.class))).accepts(HINTS);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(RemoteQuotes.class.getDeclaredMethod("lastKnown", String.class))).accepts(HINTS);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(RemoteQuotes.class.getDeclaredMethod("nothingOfTheKind"))).rejects(HINTS);
	}

	private static RuntimeHints process() {
		try (AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext()) {
			TestPropertyValues
				.of("management.endpoints.web.exposure.include=fanout",
						"management.endpoint.fanout.access=unrestricted", "futil.actuate.allow=resize,cancel")
				.applyTo(context.getEnvironment());
			// As an application has it, for values in lower case.
			context.getEnvironment().setConversionService(new ApplicationConversionService());
			context.register(ApplicationConfiguration.class);
			TestGenerationContext generation = new TestGenerationContext();
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			return generation.getRuntimeHints();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilContextAutoConfiguration.class, FutilRetryAutoConfiguration.class,
			FutilActuateAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		RemoteQuotes quotes() {
			return new RemoteQuotes();
		}

	}

	interface Quotes {

		@ParallelRetryable
		String quote(String symbol);

	}

	static class RemoteQuotes implements Quotes {

		@Override
		public String quote(String symbol) {
			return symbol;
		}

		@Recover
		String lastKnown(String symbol) {
			return symbol;
		}

		String nothingOfTheKind() {
			return "";
		}

	}

}

package io.futil.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.futil.Isolation;
import io.futil.autoconfigure.FutilContextAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have not all of the libraries that keep something on a thread.
 */
class WithoutLibrariesTests {

	@ParameterizedTest
	@ValueSource(strings = { "context-propagation", "spring-security", "spring-tx", "spring-web", "jakarta.servlet",
			"micrometer" })
	void theRestIsTakenAlongAllTheSame(String library) throws Exception {
		assertThat(inIsolation("call", (file) -> !file.startsWith(library))).isEqualTo("[fr null caller]");
	}

	@Test
	void theLoggingContextIsTakenAlongWithoutAnyOtherLibrary() throws Exception {
		assertThat(inIsolation("call",
				(file) -> Pattern.compile("micrometer|context-propagation|spring-(security|tx|web|jdbc|retry)|jakarta")
					.matcher(file)
					.results()
					.findAny()
					.isEmpty()))
			.isEqualTo("[fr null caller]");
	}

	@Test
	void theLocaleIsTakenAlongWithoutALoggingContext() throws Exception {
		assertThat(inIsolation("callWithoutLogging", (file) -> !file.startsWith("slf4j") && !file.startsWith("logback")
				&& !file.startsWith("jul-to") && !file.startsWith("log4j")))
			.isEqualTo("[fr]");
	}

	/** Call a method of this class, loaded where there are these libraries only. */
	private static Object inIsolation(String name, Predicate<String> libraries) throws Exception {
		return Isolation.call(Callers.class, name, libraries);
	}

	static final class Callers {

		private Callers() {
		}

		static String call() {
			SpringApplication application = application();
			try (ConfigurableApplicationContext context = application.run()) {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class);
				LocaleContextHolder.setLocale(Locale.FRENCH);
				Logging.enter("caller");
				String seen = fanOut
					.map(List.of(1),
							(item) -> LocaleContextHolder.getLocale() + " " + Logging.left() + " " + Logging.current())
					.toString();
				Logging.leave();
				LocaleContextHolder.resetLocaleContext();
				return seen;
			}
		}

		static String callWithoutLogging() {
			SpringApplication application = application();
			try (ConfigurableApplicationContext context = application.run()) {
				LocaleContextHolder.setLocale(Locale.FRENCH);
				return context.getBean(FanOutOperations.class)
					.map(List.of(1), (item) -> LocaleContextHolder.getLocale())
					.toString();
			}
		}

		private static SpringApplication application() {
			SpringApplication application = new SpringApplication(Small.class);
			application.setWebApplicationType(WebApplicationType.NONE);
			application.setBannerMode(Banner.Mode.OFF);
			application
				.setDefaultProperties(Map.of("futil.context.request-attributes", "true", "logging.level.root", "off"));
			return application;
		}

	}

	/**
	 * The logging context, where there is one.
	 */
	static final class Logging {

		private Logging() {
		}

		static void enter(String caller) {
			MDC.put("caller", caller);
		}

		static String current() {
			return MDC.get("caller");
		}

		/** What is left of another task. */
		static String left() {
			String left = MDC.get("left");
			MDC.put("left", "something");
			return String.valueOf(left);
		}

		static void leave() {
			MDC.clear();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilContextAutoConfiguration.class })
	static class Small {

	}

}

package io.futil.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.futil.Isolation;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import io.futil.retry.ParallelRetryable;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have not Spring Retry on their class path.
 */
class WithoutSpringRetryTests {

	@Test
	void callsRetryAllTheSame() throws Exception {
		assertThat(inIsolation("retry")).isEqualTo("attempt 3");
	}

	@Test
	void anAnnotatedMethodStopsTheStartAndSaysWhatIsMissing() throws Exception {
		assertThat(inIsolation("startAnnotated"))
			.isEqualTo(missing("Method 'run' of " + Annotated.class.getName() + " is"));
	}

	@Test
	void anAnnotatedClassDoes() throws Exception {
		assertThat(inIsolation("startAnnotatedClass")).isEqualTo(missing(AnnotatedClass.class.getName() + " is"));
	}

	@Test
	void anAnnotatedMethodOfAComponentThatIsScannedDoes() throws Exception {
		assertThat(inIsolation("startScanned")).startsWith("Method 'quote' of io.futil.docs.Quotes is annotated");
	}

	@Test
	void oneThatIsFoundNowhereDoes() throws Exception {
		assertThat(inIsolation("startImported")).isEqualTo(missing("A method or class is"));
	}

	private static String missing(String what) {
		return what + " annotated with @ParallelRetryable, which needs Spring Retry, and that is not on the class path."
				+ "\nAdd a dependency on org.springframework.retry:spring-retry, version 2.0.13, or remove the annotation.";
	}

	@Test
	void theApplicationCanBeProcessedAheadOfTime() throws Exception {
		assertThat(inIsolation("process")).contains("FutilFanOutAutoConfiguration")
			.doesNotContain("FutilRetryAutoConfiguration");
	}

	/** Call a method of this class, loaded where there is no Spring Retry. */
	private static String inIsolation(String name) throws Exception {
		return (String) Isolation.call(WithoutSpringRetryTests.class, name, (file) -> !file.startsWith("spring-retry"));
	}

	static String retry() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("futil.retry.delay", "0s", "logging.level.root", "off"));
		int[] attempts = new int[1];
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBean(FanOutOperations.class)
				.retry(RetrySettings.defaults())
				.map(List.of("attempt "), (item) -> {
					if (++attempts[0] < 3) {
						throw new IOException();
					}
					return item + attempts[0];
				})
				.get(0);
		}
	}

	static String startAnnotated() {
		return StartFailure.of(Map.of(), Application.class, AnnotatedConfiguration.class);
	}

	static String startAnnotatedClass() {
		return StartFailure.of(Map.of(), Application.class, AnnotatedClassConfiguration.class);
	}

	static String startScanned() {
		return StartFailure.of(Map.of(), Application.class, Scanning.class);
	}

	static String startImported() {
		return StartFailure.of(Map.of(), Application.class, Importing.class);
	}

	static String process() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(Application.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation.getGeneratedFiles().getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet().toString();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilRetryAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedConfiguration {

		@Bean
		Annotated annotated() {
			return new Annotated();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedClassConfiguration {

		@Bean
		AnnotatedClass annotated() {
			return new AnnotatedClass();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ComponentScan(basePackages = "io.futil.docs", resourcePattern = "Quotes.class", useDefaultFilters = false,
			includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.Quotes"))
	static class Scanning {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Annotated.class)
	static class Importing {

	}

	@ParallelRetryable
	static class AnnotatedClass {

		void run() {
		}

	}

	static class Annotated {

		@ParallelRetryable
		void run() {
		}

	}

}

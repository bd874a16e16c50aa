package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;

import io.futil.Isolation;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have not Actuator on their class path, or not all of it, although its
 * properties are set.
 */
class WithoutActuatorTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			spring-boot-(actuator|health).*          ; [2, 3] false false
			spring-boot-actuator.*                   ; [2, 3] false true
			spring-boot-actuator-autoconfigure.*     ; [2, 3] false true
			spring-boot-health.*                     ; [2, 3] true false
			jackson-.*                               ; [2, 3] true true
			""")
	void callsWorkAndWhatCanBeThereIs(String missing, String expected) throws Exception {
		assertThat(Isolation.call(WithoutActuatorTests.class, "call", (file) -> !file.matches(missing)))
			.isEqualTo(expected);
	}

	/** What comes of a call, whether there is the endpoint, and whether the health. */
	static String call() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(
				Map.of("logging.level.root", "off", "management.health.fanout.enabled", "true", "spring.jmx.enabled",
						"true", "management.endpoints.jmx.exposure.include", "fanout", "futil.actuate.allow",
						"resize,cancel", "futil.actuate.resize.cpu.min", "1", "futil.actuate.resize.cpu.max", "4"));
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBean(FanOutOperations.class).map(List.of(1, 2), (item) -> item + 1) + " "
					+ context.containsBean("fanOutEndpoint") + " " + context.containsBean("fanoutHealthIndicator");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilActuateAutoConfiguration.class,
			FutilHealthAutoConfiguration.class })
	static class Application {

	}

}

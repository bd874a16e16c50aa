package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;

import io.futil.Isolation;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have not all of Micrometer on their class path, or nothing of it.
 */
class WithoutMicrometerTests {

	@ParameterizedTest
	@ValueSource(strings = { "micrometer-.*", "micrometer-(core|registry).*", "context-propagation.*" })
	void callsWork(String missing) throws Exception {
		assertThat(Isolation.call(WithoutMicrometerTests.class, "call", (file) -> !file.matches(missing)))
			.isEqualTo("[2, 3]");
	}

	static String call() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("logging.level.root", "off"));
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBean(FanOutOperations.class).map(List.of(1, 2), (item) -> item + 1).toString();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilMetricsAutoConfiguration.class })
	static class Application {

	}

}

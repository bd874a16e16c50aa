package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;

import io.futil.Isolation;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have no Hazelcast on their class path.
 */
class WithoutHazelcastTests {

	@Test
	void callsWork() throws Exception {
		assertThat(Isolation.call(WithoutHazelcastTests.class, "call", (file) -> !file.startsWith("hazelcast")))
			.isEqualTo("[2, 3]");
	}

	@Test
	void aClusterSaysWhatIsMissing() throws Exception {
		assertThat(Isolation.call(WithoutHazelcastTests.class, "fail", (file) -> !file.startsWith("hazelcast")))
			.isEqualTo("Invalid value 'cluster' for configuration property 'futil.executors.reports.threads' (from"
					+ " \"futil.executors.reports.threads\" from property source \"test\"): a cluster needs Hazelcast,"
					+ " and that is not on the class path.\nAdd a dependency on com.hazelcast:hazelcast, version 5.7.0,"
					+ " or set it to auto.");
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

	static String fail() {
		return StartFailure.of(Map.of("futil.executors.reports.threads", "cluster"), Application.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilClusterAutoConfiguration.class })
	static class Application {

	}

}

package io.futil.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import io.futil.Isolation;
import io.futil.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.cloud.autoconfigure.ConfigurationPropertiesRebinderAutoConfiguration;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file is edited, and Spring Cloud refreshes the application; or there is no Spring
 * Cloud at all.
 */
class SpringCloudTests {

	@TempDir
	private Path directory;

	@Test
	void anEditedFileResizesExecutors() {
		write("futil.executors.cpu.core-size=4", "futil.executors.cpu.queue-capacity=10");
		try (ConfigurableApplicationContext context = start();
				LogReader log = new LogReader("io.futil.autoconfigure", Level.INFO)) {
			PlatformTaskExecutor cpu = context.getBean("cpu", PlatformTaskExecutor.class);
			FutilProperties properties = context.getBean(FutilProperties.class);
			assertThat(cpu.getCorePoolSize()).isEqualTo(4);
			write("# Edited", "futil.executors.cpu.core-size=16", "futil.executors.cpu.queue-capacity=20");
			assertThat(context.getBean(ContextRefresher.class).refresh()).contains("futil.executors.cpu.core-size");
			assertThat(cpu.getThreadPoolExecutor().getCorePoolSize()).isEqualTo(16);
			assertThat(log.lines()).containsExactly(
					"INFO Executor 'cpu' was resized from core-size 4 and max-size 4 to core-size 16 and max-size 16, as "
							+ "its settings have changed",
					"WARN futil.executors.cpu.queue-capacity was changed from 10 to 20, which needs a restart: it is 10 "
							+ "until then");
			assertThat(context.getBean(FutilProperties.class)).isSameAs(properties);
			assertThat(context.getBean("cpu")).isSameAs(cpu);
			assertThat(context.getBean(RunningSettings.class).all().get("cpu"))
				.filteredOn((setting) -> setting.key().equals("core-size"))
				.singleElement()
				.satisfies((setting) -> assertThat(setting.origin()).contains("application.properties")
					.endsWith("- 2:31"));
			log.clear();
			context.getBean(ContextRefresher.class).refresh();
			assertThat(log.lines()).isEmpty();
			write("futil.executors.cpu.core-size=0");
			context.getBean(ContextRefresher.class).refresh();
			assertThat(cpu.getCorePoolSize()).isEqualTo(16);
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN The environment has changed, but no executor was resized: Invalid value '0' for "
						+ "configuration property 'futil.executors.cpu.core-size' (from ")
				.endsWith("it must be at least 1. Set 1 or more, or remove the key for the default.");
		}
	}

	private void write(String... lines) {
		try {
			Files.write(this.directory.resolve("application.properties"), List.of(lines));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ConfigurableApplicationContext start() {
		return application(Refreshable.class,
				Map.of("spring.config.additional-location", this.directory.toUri().toString()));
	}

	@Test
	void withoutSpringCloudNothingListens() throws Exception {
		assertThat(Isolation.call(SpringCloudTests.class, "listeners", (file) -> !file.startsWith("spring-cloud")))
			.isEqualTo("0 of " + EnvironmentChanges.class.getName());
		assertThat(listeners()).isEqualTo("1 of " + EnvironmentChanges.class.getName());
	}

	static String listeners() {
		try (ConfigurableApplicationContext context = application(Plain.class, Map.of())) {
			return context.getBeanNamesForType(EnvironmentChanges.class).length + " of "
					+ EnvironmentChanges.class.getName();
		}
	}

	private static ConfigurableApplicationContext application(Class<?> source, Map<String, Object> properties) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(properties);
		return application.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class })
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, RefreshAutoConfiguration.class,
			ConfigurationPropertiesRebinderAutoConfiguration.class })
	static class Refreshable {

	}

}

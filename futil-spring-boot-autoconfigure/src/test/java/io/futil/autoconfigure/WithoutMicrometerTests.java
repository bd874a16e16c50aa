package io.futil.autoconfigure;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
		List<URL> path = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
			.filter((entry) -> !Path.of(entry).getFileName().toString().matches(missing))
			.map(WithoutMicrometerTests::url)
			.toList();
		Thread thread = Thread.currentThread();
		ClassLoader outer = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Method method = loader.loadClass(WithoutMicrometerTests.class.getName()).getDeclaredMethod("call");
			method.setAccessible(true);
			assertThat(method.invoke(null)).isEqualTo("[2, 3]");
		}
		finally {
			thread.setContextClassLoader(outer);
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(entry, ex);
		}
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

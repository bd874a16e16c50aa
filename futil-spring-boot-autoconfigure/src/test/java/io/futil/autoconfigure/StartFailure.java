package io.futil.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts an application that fails to, and keeps what Spring Boot would print about it.
 */
class StartFailure implements FailureAnalysisReporter {

	private static final AtomicReference<@Nullable FailureAnalysis> LAST = new AtomicReference<>();

	@Override
	public void report(FailureAnalysis analysis) {
		LAST.set(analysis);
	}

	/**
	 * The description and the action of the failed start.
	 */
	static String of(Map<String, ?> properties, Class<?>... sources) {
		return of(new MapPropertySource("test", Map.copyOf(properties)), sources);
	}

	/**
	 * The same of settings in a file, where a number is one.
	 */
	static String ofYaml(String yaml, Class<?>... sources) {
		try {
			return of(new YamlPropertySourceLoader()
				.load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "test.yml"))
				.get(0), sources).replace("Byte array resource [test.yml]", "test.yml");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String of(PropertySource<?> properties, Class<?>... sources) {
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("quiet", Map.of("logging.level.root", "off")));
		environment.getPropertySources().addFirst(properties);
		application.setEnvironment(environment);
		LAST.set(null);
		assertThatException().isThrownBy(application::run);
		FailureAnalysis analysis = LAST.getAndSet(null);
		return (analysis != null) ? String.join("\n", List.of(analysis.getDescription(), analysis.getAction())) : "";
	}

}

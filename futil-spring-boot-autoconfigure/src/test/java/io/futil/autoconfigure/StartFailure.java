package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

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
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(org.springframework.boot.Banner.Mode.OFF);
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("quiet", Map.of("logging.level.root", "off")));
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(properties)));
		application.setEnvironment(environment);
		LAST.set(null);
		assertThatException().isThrownBy(application::run);
		FailureAnalysis analysis = LAST.getAndSet(null);
		return (analysis != null) ? String.join("\n", List.of(analysis.getDescription(), analysis.getAction())) : "";
	}

}

package io.futil.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Says which setting is wrong, where it comes from and what to do. Comes before Spring
 * Boot's analyzer, which sees only that binding has failed.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	private final Environment environment;

	InvalidSettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String written = this.environment.getProperty(cause.key());
		Origin origin = origin(cause.key());
		return new FailureAnalysis("Invalid value '" + ((written != null) ? written : cause.value())
				+ "' for configuration property '" + cause.key() + "'"
				+ ((origin != null) ? " (from " + origin + ")" : "") + ": " + cause.reason() + ".",
				cause.remedy() + ".", cause);
	}

	private @Nullable Origin origin(String key) {
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				Origin origin = OriginLookup.getOrigin(source, key);
				if (origin != null) {
					return origin;
				}
			}
		}
		return null;
	}

}

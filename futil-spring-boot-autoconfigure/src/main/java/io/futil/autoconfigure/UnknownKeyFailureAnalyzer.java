package io.futil.autoconfigure;

import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which keys under {@code futil} do not exist, what they are near to, and which do.
 * Comes before Spring Boot's analyzer, which cannot know the latter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		Set<ConfigurationProperty> unknown = cause.getUnboundProperties();
		if (!unknown.stream().allMatch((property) -> KnownKeys.isOurs(property.getName()))) {
			return null;
		}
		String description = unknown.stream()
			.map(UnknownKeyFailureAnalyzer::describe)
			.collect(Collectors.joining("\n"));
		String action = unknown.stream()
			.map(UnknownKeyFailureAnalyzer::remedy)
			.distinct()
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

	private static String describe(ConfigurationProperty property) {
		if (isEmpty(property)) {
			return "The configuration property '" + property.getName() + "' has no value"
					+ ((property.getOrigin() != null) ? " (from " + property.getOrigin() + ")" : "") + ".";
		}
		return "There is no configuration property '" + property.getName() + "' (value '" + property.getValue() + "'"
				+ ((property.getOrigin() != null) ? ", from " + property.getOrigin() : "") + ").";
	}

	private static String remedy(ConfigurationProperty property) {
		return (isEmpty(property) ? "Give it a value or remove it. " + KnownKeys.list(property.getName())
				: KnownKeys.beside(property.getName())) + ".";
	}

	private static boolean isEmpty(ConfigurationProperty property) {
		return "".equals(property.getValue());
	}

}

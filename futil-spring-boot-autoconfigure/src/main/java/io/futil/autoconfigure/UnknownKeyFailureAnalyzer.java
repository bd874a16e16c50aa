package io.futil.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which keys under {@code futil} do not exist and which do. Comes before Spring
 * Boot's analyzer, which cannot know the latter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownKeyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("futil");

	private static final ConfigurationPropertyName EXECUTORS = ROOT.append("executors");

	private static final ConfigurationPropertyName RESIZE = ROOT.append("actuate.resize");

	private static final Map<ConfigurationPropertyName, Class<? extends Record>> GROUPS = Map.of(ROOT.append("fan-out"),
			FutilProperties.FanOut.class, ROOT.append("retry"), FutilProperties.Retry.class, ROOT.append("metrics"),
			FutilProperties.Metrics.class, ROOT.append("context"), FutilProperties.Context.class,
			ROOT.append("actuate"), FutilProperties.Actuate.class);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		Set<ConfigurationProperty> unknown = cause.getUnboundProperties();
		if (!unknown.stream().allMatch((property) -> ROOT.isAncestorOf(property.getName()))) {
			return null;
		}
		String description = unknown.stream()
			.map(UnknownKeyFailureAnalyzer::describe)
			.collect(Collectors.joining("\n"));
		String action = unknown.stream()
			.map((property) -> knownBeside(property.getName()))
			.distinct()
			.collect(Collectors.joining("\n"));
		return new FailureAnalysis(description, action, cause);
	}

	private static String describe(ConfigurationProperty property) {
		if ("".equals(property.getValue())) {
			return "The configuration property '" + property.getName() + "' has no value"
					+ ((property.getOrigin() != null) ? " (from " + property.getOrigin() + ")" : "") + ".";
		}
		return "There is no configuration property '" + property.getName() + "' (value '" + property.getValue() + "'"
				+ ((property.getOrigin() != null) ? ", from " + property.getOrigin() : "") + ").";
	}

	private static String knownBeside(ConfigurationPropertyName name) {
		if (EXECUTORS.isAncestorOf(name) && name.getNumberOfElements() > EXECUTORS.getNumberOfElements() + 1) {
			ConfigurationPropertyName executor = name.chop(EXECUTORS.getNumberOfElements() + 1);
			return known(executor, FutilProperties.Executor.class);
		}
		if (RESIZE.isAncestorOf(name) && name.getNumberOfElements() > RESIZE.getNumberOfElements() + 1) {
			return known(name.chop(RESIZE.getNumberOfElements() + 1), FutilProperties.Sizes.class);
		}
		return GROUPS.entrySet()
			.stream()
			.filter((group) -> group.getKey().isAncestorOf(name))
			.map((group) -> known(group.getKey(), group.getValue()))
			.findFirst()
			.orElseGet(() -> known(ROOT, FutilProperties.class));
	}

	private static String known(ConfigurationPropertyName parent, Class<? extends Record> type) {
		List<String> keys = Stream.of(type.getRecordComponents())
			.map(RecordComponent::getName)
			.map(DataObjectPropertyName::toDashedForm)
			.toList();
		return "Correct or remove it. Under '" + parent + "' there are: " + String.join(", ", keys) + ".";
	}

}

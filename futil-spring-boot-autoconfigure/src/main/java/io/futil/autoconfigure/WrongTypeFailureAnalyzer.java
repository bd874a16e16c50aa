package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * Says what a setting under {@code futil} has to look like if what was written is not
 * even of its type. Comes before Spring Boot's analyzer, which names the class instead.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WrongTypeFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private static final String OR_REMOVE = ", or remove the key for the default";

	private final Environment environment;

	WrongTypeFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!KnownKeys.isOurs(cause.getName())) {
			return null;
		}
		if (cause.getCause() instanceof PlaceholderResolutionException) {
			return SettingAnalysis.of(this.environment, circular(cause), cause);
		}
		if (!(cause.getCause() instanceof ConversionException)) {
			return null;
		}
		return SettingAnalysis.of(this.environment, wrong(cause), cause);
	}

	private static InvalidSettingException circular(BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		return new InvalidSettingException(cause.getName().toString(), (property != null) ? property.getValue() : null,
				"its placeholder stands for itself in the end",
				"Set a value in the place of the placeholder" + OR_REMOVE);
	}

	static InvalidSettingException noWholeNumber(String key, @Nullable String value) {
		return new InvalidSettingException(key, value, "it must be a whole number", "Set one such as 16" + OR_REMOVE);
	}

	private InvalidSettingException wrong(BindException cause) {
		String key = cause.getName().toString();
		ConfigurationProperty property = cause.getProperty();
		String value = (property != null) ? String.valueOf(property.getValue())
				: SettingAnalysis.written(this.environment, key);
		if (value != null && value.contains("${")) {
			return new InvalidSettingException(key, value, "there is no property that its placeholder stands for",
					"Set that property, or give the placeholder a default, as in ${name:4}");
		}
		ResolvableType type = cause.getTarget().getType();
		Class<?> plain = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
		Class<?> element = type.asCollection().resolveGeneric();
		if (element != null && element.isEnum()) {
			return new InvalidSettingException(key, value, "each of its values has to be one of " + words(element),
					"Set one or more of these, separated by commas" + OR_REMOVE);
		}
		if (plain.isEnum()) {
			List<String> words = words(plain);
			return new InvalidSettingException(key, value, "it must be one of " + words,
					((value != null) ? Suggestion.question(value, words) : "") + "Set one of these" + OR_REMOVE);
		}
		return wrong(key, value, plain);
	}

	private static InvalidSettingException wrong(String key, @Nullable String value, Class<?> type) {
		if (type == Integer.class) {
			boolean tooLarge = value != null && value.strip().matches("\\d+");
			return tooLarge ? new InvalidSettingException(key, value,
					"it must be at most " + ExecutorSettings.most(ConfigurationPropertyName.of(key)),
					"Set one such as 16" + OR_REMOVE) : noWholeNumber(key, value);
		}
		if (type == Double.class) {
			return new InvalidSettingException(key, value, "it must be a number", "Set one such as 0.5" + OR_REMOVE);
		}
		if (type == Boolean.class) {
			return new InvalidSettingException(key, value, "it must be true or false", "Set one of these" + OR_REMOVE);
		}
		if (type == Duration.class) {
			return new InvalidSettingException(key, value, "it must be a duration",
					"Set one such as 500ms, 2s or 1m" + OR_REMOVE);
		}
		if (type == DataSize.class) {
			return new InvalidSettingException(key, value, "it must be a size",
					"Set one such as 512KB or 4MB" + OR_REMOVE);
		}
		return new InvalidSettingException(key, value, "it is a group of settings and has no value itself",
				KnownKeys.below(key));
	}

	private static List<String> words(Class<?> type) {
		return Stream.of(type.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toList());
	}

}

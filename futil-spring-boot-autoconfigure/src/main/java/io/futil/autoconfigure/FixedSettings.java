package io.futil.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ReflectionUtils;

/**
 * The settings that hold until the application is started again, as one would write them,
 * by their keys.
 */
final class FixedSettings {

	private static final String NOTHING = "nothing";

	private FixedSettings() {
	}

	/** All of them, without those of executors that the application has replaced. */
	static Map<String, String> of(FutilProperties properties, Collection<String> executors) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String name : executors) {
			ExecutorValues.of(properties, name).forEach((key, value) -> {
				if (!ExecutorValues.LIVE.contains(key)) {
					values.put("futil.executors." + name + "." + key, value);
				}
			});
		}
		for (RecordComponent group : FutilProperties.class.getRecordComponents()) {
			if (group.getType().isRecord()) {
				add(values, key("futil", group), ReflectionUtils.invokeMethod(group.getAccessor(), properties));
			}
		}
		return values;
	}

	/** A value, or a word for there being none. */
	static String value(Map<String, String> values, String key) {
		return values.getOrDefault(key, NOTHING);
	}

	private static void add(Map<String, String> values, String key, @Nullable Object value) {
		if (value instanceof Record group) {
			for (RecordComponent component : group.getClass().getRecordComponents()) {
				add(values, key(key, component), ReflectionUtils.invokeMethod(component.getAccessor(), group));
			}
		}
		else if (value instanceof Map<?, ?> groups) {
			groups.forEach((name, group) -> add(values, key + "." + name, group));
		}
		else {
			values.put(key, text(value));
		}
	}

	private static String key(String parent, RecordComponent component) {
		return parent + "." + DataObjectPropertyName.toDashedForm(component.getName());
	}

	private static String text(@Nullable Object value) {
		if (value instanceof Duration duration) {
			return DurationText.of(duration);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name().toLowerCase(Locale.ROOT);
		}
		if (value instanceof Collection<?> several) {
			return several.isEmpty() ? NOTHING
					: several.stream().map(FixedSettings::text).sorted().collect(Collectors.joining(", "));
		}
		return (value != null) ? value.toString() : NOTHING;
	}

}

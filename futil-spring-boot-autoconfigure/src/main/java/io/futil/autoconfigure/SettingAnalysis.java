package io.futil.autoconfigure;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The sentence for a wrong setting: what was written, under which key and where, what is
 * wrong with it and what to do.
 */
final class SettingAnalysis {

	private SettingAnalysis() {
	}

	static FailureAnalysis of(Environment environment, InvalidSettingException wrong, Throwable cause) {
		String written = written(environment, wrong.key());
		String value = (written != null) ? written : wrong.value();
		Origin origin = origin(environment, wrong.key());
		return new FailureAnalysis(
				((value != null) ? "Invalid value '" + value + "'" : "There is no value")
						+ " for configuration property '" + wrong.key() + "'"
						+ ((origin != null) ? " (from " + origin + ")" : "") + ": " + wrong.reason() + ".",
				wrong.remedy() + ".", cause);
	}

	/** As it stands there, if what stands there can be resolved. */
	static @Nullable String written(Environment environment, String key) {
		try {
			return environment.getProperty(key);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable Origin origin(Environment environment, String key) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				Origin origin = OriginLookup.getOrigin(source, key);
				if (origin != null) {
					return origin;
				}
			}
			return below(configurable, key + ".");
		}
		return null;
	}

	/** Where the first key below one is that has no value itself, as a name. */
	private static @Nullable Origin below(ConfigurableEnvironment environment, String prefix) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> names) {
				for (String name : names.getPropertyNames()) {
					String key = (source instanceof SystemEnvironmentPropertySource) ? name.replace('_', '.')
							: name.replaceAll("\\.?\\[", ".").replace("]", "");
					if (key.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
						return PropertySourceOrigin.get(source, name);
					}
				}
			}
		}
		return null;
	}

}

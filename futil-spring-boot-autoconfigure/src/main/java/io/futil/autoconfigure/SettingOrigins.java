package io.futil.autoconfigure;

import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Tells where settings were written.
 */
final class SettingOrigins {

	private static final String DEFAULT = "default";

	/** Not those that all share, which may show what was there before. */
	private final Iterable<ConfigurationPropertySource> sources;

	SettingOrigins(Environment environment) {
		this.sources = (environment instanceof ConfigurableEnvironment configurable)
				? ConfigurationPropertySources.from(configurable.getPropertySources()) : List.of();
	}

	/**
	 * Where the first of these keys that was written is.
	 * @param keys the key of a setting, and behind it those that stand in for it
	 * @return as in {@code class path resource [application.yml] - 12:18}
	 */
	String of(List<String> keys) {
		return keys.stream().map(this::find).flatMap(Optional::stream).findFirst().orElse(DEFAULT);
	}

	private Optional<String> find(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return Optional.of((property.getOrigin() != null) ? property.getOrigin().toString()
						: String.valueOf(source.getUnderlyingSource()));
			}
		}
		return Optional.empty();
	}

}

package io.futil.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Tells where settings were written.
 */
final class SettingOrigins {

	private static final String DEFAULT = "default";

	private final Environment environment;

	SettingOrigins(Environment environment) {
		this.environment = environment;
	}

	/** As in {@code class path resource [application.yml] - 12:18}. */
	String of(String key) {
		if (this.environment instanceof ConfigurableEnvironment) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				if (property != null) {
					return (property.getOrigin() != null) ? property.getOrigin().toString()
							: String.valueOf(source.getUnderlyingSource());
				}
			}
		}
		return DEFAULT;
	}

	/** As one writes it: in seconds, if they are whole ones. */
	static String text(Duration duration) {
		return DurationStyle.SIMPLE.print(duration,
				(duration.toNanosPart() == 0) ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
	}

}

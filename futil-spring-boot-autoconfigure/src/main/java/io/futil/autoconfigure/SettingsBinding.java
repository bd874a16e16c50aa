package io.futil.autoconfigure;

import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Binds all settings, and refuses what binding alone would take for something else: a
 * fraction for the whole number before its point, and a name for what is left of it
 * without the letters that cannot be in a key.
 */
final class SettingsBinding {

	private static final String EXECUTORS = "futil.executors.";

	private final Environment environment;

	SettingsBinding(Environment environment) {
		this.environment = environment;
	}

	/** What an application starts with. */
	FutilProperties atStart() {
		return bind(Binder.get(this.environment), BindHandler.DEFAULT);
	}

	/**
	 * What is there now. Spring Boot's own view of it is shared, and may be an old one
	 * for good once others have bound at the same time: so not through that.
	 */
	FutilProperties now(BindHandler handler) {
		MutablePropertySources sources = ((ConfigurableEnvironment) this.environment).getPropertySources();
		return bind(new Binder(ConfigurationPropertySources.from(sources),
				new PropertySourcesPlaceholdersResolver(this.environment)), handler);
	}

	private FutilProperties bind(Binder binder, BindHandler handler) {
		checkNames();
		return binder.bindOrCreate("futil", Bindable.of(FutilProperties.class), new WholeNumbers(handler));
	}

	private void checkNames() {
		if (this.environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				// A variable has no name of its own: its letters are those of variables.
				if (source instanceof EnumerablePropertySource<?> names
						&& !(source instanceof SystemEnvironmentPropertySource)) {
					Stream.of(names.getPropertyNames())
						.filter((name) -> name.startsWith(EXECUTORS))
						.forEach((name) -> ExecutorName.checkLetters(name.substring(EXECUTORS.length())));
				}
			}
		}
	}

}

package io.futil.autoconfigure;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Binds all settings, and refuses what binding alone would take for something else: a
 * fraction for the whole number before its point.
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

	/** What is there now. */
	FutilProperties now(BindHandler handler) {
		return bind(Binder.get(this.environment), handler);
	}

	private FutilProperties bind(Binder binder, BindHandler handler) {
		return binder.bindOrCreate("futil", Bindable.of(FutilProperties.class), new WholeNumbers(handler));
	}

}

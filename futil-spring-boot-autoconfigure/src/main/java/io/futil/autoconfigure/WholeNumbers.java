package io.futil.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Refuses a number with a fraction where a whole one belongs. As a text it is refused
 * anyway; but in YAML it is a number, of which the conversion keeps what fits.
 */
final class WholeNumbers extends AbstractBindHandler {

	WholeNumbers(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (result instanceof Integer && property != null && property.getName().equals(name)
				&& property.getValue() instanceof Number written && written.doubleValue() % 1 != 0) {
			throw WrongTypeFailureAnalyzer.noWholeNumber(name.toString(), written.toString());
		}
		return super.onSuccess(name, target, context, result);
	}

}

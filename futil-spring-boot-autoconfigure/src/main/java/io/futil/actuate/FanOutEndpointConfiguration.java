package io.futil.actuate;

import java.util.EnumSet;
import java.util.Set;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The endpoint. The auto-configuration imports it where the endpoint is available, and
 * adds the {@link Permissions}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FanOutExecutorsConfiguration.class, FanOutEndpointConfiguration.Operations.class })
public final class FanOutEndpointConfiguration {

	@Bean
	static CallHistory futilCallHistory() {
		return new CallHistory();
	}

	@Bean
	static FanOutEndpoint fanOutEndpoint(Executors executors, CallHistory history, Permissions permissions) {
		return new FanOutEndpoint(executors, history, permissions);
	}

	@Bean
	static Resizing futilResizing(Permissions permissions, Executors executors, ApplicationEventPublisher publisher) {
		return new Resizing(permissions, executors, new Audit(publisher));
	}

	@Bean
	static Cancelling futilCancelling(Permissions permissions, CallHistory history,
			ApplicationEventPublisher publisher) {
		return new Cancelling(permissions, history, new Audit(publisher));
	}

	/** Registers the operations that were opened: what was not, does not exist. */
	static final class Operations implements ImportBeanDefinitionRegistrar {

		private final Environment environment;

		Operations(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			Set<Control> opened = Binder.get(this.environment)
				.bind("futil.actuate.allow", Bindable.setOf(Control.class))
				.orElseGet(() -> EnumSet.noneOf(Control.class));
			if (!opened.isEmpty()) {
				Class<?> extension = (opened.size() == Control.values().length) ? ResizeAndCancelExtension.class
						: opened.contains(Control.RESIZE) ? ResizeExtension.class : CancelExtension.class;
				registry.registerBeanDefinition("futilFanOutOperations", new RootBeanDefinition(extension));
			}
		}

	}

}

package io.futil.autoconfigure;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.futil.actuate.Bounds;
import io.futil.actuate.Control;
import io.futil.actuate.FanOutEndpoint;
import io.futil.actuate.FanOutEndpointConfiguration;
import io.futil.actuate.KnownExecutors;
import io.futil.actuate.Permissions;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The endpoint {@code fanout}, if Spring Boot Actuator is there and the endpoint is
 * exposed. Nothing is remembered of calls otherwise.
 */
@AutoConfiguration(after = FutilExecutorsAutoConfiguration.class)
@ConditionalOnClass(
		name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
public final class FutilActuateAutoConfiguration {

	/**
	 * The endpoint, apart, as the condition has to be read where its class is.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(endpoint = FanOutEndpoint.class)
	@Import(FanOutEndpointConfiguration.class)
	static class Exposed {

		private static final Log logger = LogFactory.getLog(FutilActuateAutoConfiguration.class);

		@Bean
		@ConditionalOnMissingBean
		KnownExecutors futilKnownExecutors(RunningSettings settings, BeanExecutorLookup lookup) {
			return new ConfiguredExecutors(settings, lookup);
		}

		@Bean
		Permissions futilPermissions(FutilProperties properties, ObjectProvider<EndpointAccessResolver> access) {
			Set<Control> opened = EnumSet.noneOf(Control.class);
			// Spring Boot leaves the operations out if they are not permitted; so does
			// the report.
			EndpointAccessResolver resolver = access.getIfAvailable();
			if (resolver != null
					&& resolver.accessFor(EndpointId.of(FanOutEndpoint.ID), Access.READ_ONLY) == Access.UNRESTRICTED) {
				opened.addAll(properties.actuate().allow());
			}
			else if (!properties.actuate().allow().isEmpty()) {
				logger.warn("futil.actuate.allow opens nothing: the endpoint '" + FanOutEndpoint.ID
						+ "' is read-only. Set management.endpoint." + FanOutEndpoint.ID
						+ ".access to unrestricted, or remove futil.actuate.allow");
			}
			doubt(properties.actuate(), opened);
			Map<String, Bounds> bounds = new LinkedHashMap<>();
			properties.actuate().resize().forEach((name, sizes) -> {
				bounds.put(name, sizes.bounds());
				doubt(name, sizes, ExecutorSpec.of(properties, name).size());
			});
			return new Permissions(Set.copyOf(opened), Map.copyOf(bounds));
		}

		/** One is of no use without the other. */
		private static void doubt(FutilProperties.Actuate actuate, Set<Control> opened) {
			if (opened.contains(Control.RESIZE) && actuate.resize().isEmpty()) {
				logger.warn("futil.actuate.allow contains resize, but no executor has bounds, so none can be resized."
						+ " Set futil.actuate.resize.<name>.min and .max, or remove resize");
			}
			if (!actuate.allow().contains(Control.RESIZE) && !actuate.resize().isEmpty()) {
				logger.warn("futil.actuate.resize has no effect: futil.actuate.allow does not contain resize."
						+ " Add it there, or remove futil.actuate.resize");
			}
		}

		/** Where the size was written, the start has failed by now. */
		private static void doubt(String name, FutilProperties.Sizes sizes, int size) {
			Bounds bounds = sizes.bounds();
			if (size < bounds.min() || size > bounds.max()) {
				logger.warn("Executor '" + name + "' starts with its default size, which is " + size
						+ " here and not between futil.actuate.resize." + name + ".min (" + bounds.min()
						+ ") and .max (" + bounds.max()
						+ "): once resized, nobody can give it that size again. Set its size under"
						+ " futil.executors." + name + ", or other bounds");
			}
		}

	}

}

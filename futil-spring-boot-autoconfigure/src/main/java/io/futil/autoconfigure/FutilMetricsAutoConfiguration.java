package io.futil.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.futil.metrics.CallNames;
import io.futil.metrics.ExecutorMeters;
import io.futil.metrics.FanOutMeters;
import io.futil.metrics.FanOutObservations;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Meters and observations of calls, if Micrometer is there, in the application's registry
 * of either kind, if there is one. They are looked for when the first call begins.
 */
@AutoConfiguration(after = FutilExecutorsAutoConfiguration.class)
@ConditionalOnClass(name = "io.micrometer.observation.ObservationRegistry")
@ConditionalOnBooleanProperty(name = "futil.metrics.enabled", matchIfMissing = true)
public final class FutilMetricsAutoConfiguration {

	// A child context has the beans of its parent: these hear of its calls, too.
	@Bean
	@ConditionalOnMissingBean
	CallNames futilCallNames(FutilProperties properties) {
		return new CallNames(properties.metrics().maxOperations());
	}

	@Bean
	@ConditionalOnMissingBean
	FanOutObservations futilObservations(FutilProperties properties, CallNames names,
			ObjectProvider<ObservationRegistry> registry) {
		return new FanOutObservations(names, registry::getIfUnique, properties.metrics().taskObservations());
	}

	/**
	 * Meters, which are in another jar.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
	static class Meters {

		@Bean
		@ConditionalOnMissingBean
		FanOutMeters futilMeters(CallNames names, ObjectProvider<MeterRegistry> registries,
				FanOutObservations observations) {
			return new FanOutMeters(names, () -> registry(registries), observations::isActive);
		}

		@Bean
		ExecutorMeters futilExecutorMeters(ListableBeanFactory beanFactory) {
			return new ExecutorMeters(() -> executors(beanFactory));
		}

		private static Map<String, VirtualTaskExecutor> executors(ListableBeanFactory beanFactory) {
			Map<String, VirtualTaskExecutor> executors = new LinkedHashMap<>(
					beanFactory.getBeansOfType(VirtualTaskExecutor.class));
			beanFactory.getBeansOfType(ClusterExecutor.class)
				.forEach((name, executor) -> executors.put(name, executor.workers()));
			return executors;
		}

		private static @Nullable MeterRegistry registry(ObjectProvider<MeterRegistry> registries) {
			MeterRegistry unique = registries.getIfUnique();
			if (unique != null) {
				return unique;
			}
			List<MeterRegistry> all = registries.stream().toList();
			return all.isEmpty() ? null : new CompositeMeterRegistry(Clock.SYSTEM, all);
		}

	}

}

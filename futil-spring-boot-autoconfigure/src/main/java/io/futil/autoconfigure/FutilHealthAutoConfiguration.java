package io.futil.autoconfigure;

import io.futil.actuate.FanOutHealthConfiguration;
import io.futil.actuate.KnownExecutors;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The health indicator {@code fanout}, if it is asked for and the health of Spring Boot 4
 * is there.
 */
@AutoConfiguration(after = { FutilExecutorsAutoConfiguration.class, FutilActuateAutoConfiguration.class })
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnBooleanProperty("management.health.fanout.enabled")
@Import(FanOutHealthConfiguration.class)
public final class FutilHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KnownExecutors futilKnownExecutors(RunningSettings settings, BeanExecutorLookup lookup) {
		return new ConfiguredExecutors(settings, lookup);
	}

}

package io.futil.autoconfigure;

import io.futil.actuate.FanOutBoot3HealthConfiguration;
import io.futil.actuate.FanOutHealthConfiguration;
import io.futil.actuate.KnownExecutors;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The health indicator {@code fanout}, if it is asked for and the health of Spring Boot
 * is there: that of Spring Boot 4 or, in another package, that of Spring Boot 3.
 */
@AutoConfiguration(after = { FutilExecutorsAutoConfiguration.class, FutilActuateAutoConfiguration.class })
@ConditionalOnBooleanProperty("management.health.fanout.enabled")
public final class FutilHealthAutoConfiguration {

	private static final String BOOT_4 = "org.springframework.boot.health.contributor.HealthIndicator";

	private static final String BOOT_3 = "org.springframework.boot.actuate.health.HealthIndicator";

	/**
	 * For Spring Boot 4.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = BOOT_4)
	@Import({ Known.class, FanOutHealthConfiguration.class })
	static class Boot4 {

	}

	/**
	 * For Spring Boot 3.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = BOOT_3)
	@ConditionalOnMissingClass(BOOT_4)
	@Import({ Known.class, FanOutBoot3HealthConfiguration.class })
	static class Boot3 {

	}

	/**
	 * The executors, unless the endpoint has them already.
	 */
	static class Known {

		@Bean
		@ConditionalOnMissingBean
		KnownExecutors futilKnownExecutors(RunningSettings settings, BeanExecutorLookup lookup) {
			return new ConfiguredExecutors(settings, lookup);
		}

	}

}

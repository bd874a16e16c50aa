package io.futil.actuate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The health indicator. The auto-configuration imports it where it was asked for and the
 * health of Spring Boot 4 is on the class path.
 */
@Configuration(proxyBeanMethods = false)
@Import(FanOutExecutorsConfiguration.class)
public final class FanOutHealthConfiguration {

	/** What stands before "HealthIndicator" is what the health calls it. */
	static final String NAME = "fanoutHealthIndicator";

	@Bean(NAME)
	static FanOutHealthIndicator fanOutHealthIndicator(Executors executors) {
		return new FanOutHealthIndicator(executors);
	}

}

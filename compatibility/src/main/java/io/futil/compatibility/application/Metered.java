package io.futil.compatibility.application;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A registry of meters, also where nobody configures one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
class Metered {

	@Bean
	SimpleMeterRegistry registry() {
		return new SimpleMeterRegistry();
	}

}

package io.futil.actuate;

import io.futil.fanout.spi.ExecutorLookup;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the endpoint and the health indicator know of executors. Needs
 * {@link KnownExecutors}.
 */
@Configuration(proxyBeanMethods = false)
public final class FanOutExecutorsConfiguration {

	@Bean
	static SeenExecutors futilSeenExecutors() {
		return new SeenExecutors();
	}

	@Bean
	static Executors futilExecutors(KnownExecutors known, SeenExecutors seen, ExecutorLookup lookup) {
		return new Executors(known, seen, lookup);
	}

}

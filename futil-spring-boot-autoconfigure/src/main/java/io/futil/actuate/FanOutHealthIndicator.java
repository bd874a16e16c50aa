package io.futil.actuate;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of executors as Spring Boot 4 asks for it.
 */
final class FanOutHealthIndicator implements HealthIndicator {

	private final Executors executors;

	FanOutHealthIndicator(Executors executors) {
		this.executors = executors;
	}

	@Override
	public Health health() {
		ExecutorsHealth health = ExecutorsHealth.of(this.executors);
		return Health.status(health.status()).withDetails(health.details()).build();
	}

}

package io.futil.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says which executor is in trouble, and is out of service while one can take nothing: it
 * is full, or tasks that were abandoned hold all its places. One that merely holds some
 * of those is named, too.
 */
final class FanOutHealthIndicator implements HealthIndicator {

	private final Executors executors;

	FanOutHealthIndicator(Executors executors) {
		this.executors = executors;
	}

	@Override
	public Health health() {
		Health.Builder health = Health.up();
		for (ExecutorState executor : this.executors.states(new Permissions(Set.of(), Map.of()))) {
			if (executor.isFull() || executor.isStuck()) {
				health.outOfService();
			}
			if (executor.isFull() || executor.abandoned() > 0) {
				health.withDetail(executor.name(), details(executor));
			}
		}
		return health.build();
	}

	private static Map<String, Object> details(ExecutorState executor) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("saturated", executor.isFull());
		details.put("active", executor.active());
		put(details, "concurrency", executor.concurrency());
		put(details, "queued", executor.queued());
		put(details, "queueCapacity", executor.queueCapacity());
		details.put("abandoned", executor.abandoned());
		return details;
	}

	private static void put(Map<String, Object> details, String key, @Nullable Integer value) {
		if (value != null) {
			details.put(key, value);
		}
	}

}

package io.futil.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which executors are in trouble, told in words that each line of Spring Boot has a
 * health for. It is out of service while an executor can take nothing: it is full, or
 * tasks that were abandoned hold all its places. One that merely holds some of those is
 * named, too.
 */
record ExecutorsHealth(String status, Map<String, Object> details) {

	static ExecutorsHealth of(Executors executors) {
		String status = "UP";
		Map<String, Object> details = new LinkedHashMap<>();
		for (ExecutorState executor : executors.states(new Permissions(Set.of(), Map.of()))) {
			if (executor.isFull() || executor.isStuck()) {
				status = "OUT_OF_SERVICE";
			}
			if (executor.isFull() || executor.abandoned() > 0) {
				details.put(executor.name(), details(executor));
			}
		}
		return new ExecutorsHealth(status, details);
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

package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one executor with nothing left open, as one would write them.
 */
final class ExecutorValues {

	/** What can change while the executor works. */
	static final Set<String> LIVE = Set.of("core-size", "max-size", "concurrency-limit");

	private ExecutorValues() {
	}

	/** The kind of threads that an executor has on this Java. */
	static String threads(FutilProperties properties, String name) {
		return ExecutorSpec.of(properties, name).threads();
	}

	/** The values, by their keys without prefix. */
	static Map<String, String> of(FutilProperties properties, String name) {
		FutilProperties.Executor set = properties.executors().getOrDefault(name, FutilProperties.Executor.UNSET);
		ExecutorSpec spec = ExecutorSpec.of(name, set);
		Map<String, String> values = new LinkedHashMap<>();
		values.put("threads", spec.threads());
		if (spec instanceof ExecutorSpec.Platform platform) {
			values.put("core-size", String.valueOf(platform.coreSize()));
			values.put("max-size", String.valueOf(platform.maxSize()));
			values.put("keep-alive", DurationText.of(platform.keepAlive()));
			values.put("caller-helps", String.valueOf(platform.callerHelps()));
		}
		else {
			values.put("concurrency-limit", String.valueOf(spec.size()));
		}
		values.put("queue-capacity", String.valueOf(spec.queueCapacity()));
		values.put("thread-name-prefix", spec.threadNamePrefix());
		values.put("await-termination-period", DurationText.of(spec.awaitTerminationPeriod()));
		if (set.rateLimit() != null) {
			values.put("rate-limit", set.rateLimit());
		}
		if (set.retryBudget() != null) {
			values.put("retry-budget", String.valueOf(set.retryBudget()));
		}
		return values;
	}

	/**
	 * The full keys under which a value may have been written, its own first. A size that
	 * is not written itself is that of another one which is, if any.
	 */
	static List<String> keys(String name, String key, String value, FutilProperties.Executor set) {
		Map<String, @Nullable Integer> sizes = new LinkedHashMap<>();
		sizes.put("concurrency-limit", set.concurrencyLimit());
		sizes.put("core-size", set.coreSize());
		sizes.put("max-size", set.maxSize());
		List<String> keys = new ArrayList<>(List.of(key));
		if (LIVE.contains(key)) {
			sizes.values().removeIf((size) -> !value.equals(String.valueOf(size)));
			keys.addAll(sizes.keySet());
		}
		keys.replaceAll((one) -> "futil.executors." + name + "." + one);
		return keys;
	}

}

package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.futil.actuate.KnownExecutor;
import io.futil.actuate.KnownExecutors;
import io.futil.actuate.Setting;
import io.futil.fanout.spi.ResizableExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * The executors under {@code futil.executors}, {@code io} and {@code cpu}, unless the
 * application has its own in their place.
 */
final class ConfiguredExecutors implements KnownExecutors {

	private final FutilProperties properties;

	private final BeanExecutorLookup lookup;

	private final SettingOrigins origins;

	ConfiguredExecutors(FutilProperties properties, BeanExecutorLookup lookup, Environment environment) {
		this.properties = properties;
		this.lookup = lookup;
		this.origins = new SettingOrigins(environment);
	}

	@Override
	public List<KnownExecutor> all() {
		List<KnownExecutor> all = new ArrayList<>();
		this.properties.executors().forEach((name, settings) -> {
			Executor executor = this.lookup.find(name);
			if (executor instanceof ResizableExecutor ours) {
				all.add(new KnownExecutor(name, ours, settings(name, settings)));
			}
		});
		return all;
	}

	private List<Setting> settings(String name, FutilProperties.Executor settings) {
		List<Setting> shown = new ArrayList<>();
		values(ExecutorSpec.of(name, settings), settings).forEach((key, value) -> {
			List<String> keys = new ArrayList<>(List.of(key));
			keys.addAll(standIns(key, value, settings));
			keys.replaceAll((one) -> "futil.executors." + name + "." + one);
			shown.add(new Setting(key, value, this.origins.of(keys)));
		});
		return shown;
	}

	/** A size that is not written itself is that of another one which is, if any. */
	private static List<String> standIns(String key, String value, FutilProperties.Executor settings) {
		Map<String, @Nullable Integer> sizes = new LinkedHashMap<>();
		sizes.put("concurrency-limit", settings.concurrencyLimit());
		sizes.put("core-size", settings.coreSize());
		sizes.put("max-size", settings.maxSize());
		if (!sizes.containsKey(key)) {
			return List.of();
		}
		sizes.values().removeIf((size) -> !value.equals(String.valueOf(size)));
		return List.copyOf(sizes.keySet());
	}

	private static Map<String, String> values(ExecutorSpec spec, FutilProperties.Executor settings) {
		Map<String, String> values = new LinkedHashMap<>();
		if (spec instanceof ExecutorSpec.Platform platform) {
			values.put("threads", "platform");
			values.put("core-size", String.valueOf(platform.coreSize()));
			values.put("max-size", String.valueOf(platform.maxSize()));
			values.put("keep-alive", SettingOrigins.text(platform.keepAlive()));
			values.put("caller-helps", String.valueOf(platform.callerHelps()));
		}
		if (spec instanceof ExecutorSpec.Virtual virtual) {
			values.put("threads", "virtual");
			values.put("concurrency-limit", String.valueOf(virtual.concurrencyLimit()));
		}
		values.put("queue-capacity", String.valueOf(spec.queueCapacity()));
		values.put("thread-name-prefix", spec.threadNamePrefix());
		values.put("await-termination-period", SettingOrigins.text(spec.awaitTerminationPeriod()));
		if (settings.rateLimit() != null) {
			values.put("rate-limit", settings.rateLimit());
		}
		if (settings.retryBudget() != null) {
			values.put("retry-budget", String.valueOf(settings.retryBudget()));
		}
		return values;
	}

}

package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.futil.actuate.Setting;

/**
 * What the executors under {@code futil.executors} work with, and where that was written:
 * in the environment as it was when they began with it, whatever has become of it.
 */
final class RunningSettings {

	private final SettingOrigins origins;

	/** By executor, in the order of the configuration. Replaced as a whole. */
	private volatile Map<String, List<Setting>> all;

	RunningSettings(FutilProperties properties, SettingOrigins origins) {
		this.origins = origins;
		Map<String, List<Setting>> all = new LinkedHashMap<>();
		properties.executors().keySet().forEach((name) -> all.put(name, written(name, properties)));
		this.all = all;
	}

	Map<String, List<Setting>> all() {
		return this.all;
	}

	/**
	 * The environment has changed. Sizes are taken over; what cannot change has still
	 * been written where it was, unless the same is written elsewhere now.
	 * @param changed what is in the environment now
	 * @param resized the executors that have their size from there now
	 */
	void follow(FutilProperties changed, Set<String> resized) {
		Map<String, List<Setting>> next = new LinkedHashMap<>();
		this.all.forEach((name, settings) -> next.put(name, changed.executors().containsKey(name)
				? merged(settings, written(name, changed), resized.contains(name)) : settings));
		this.all = next;
	}

	private static List<Setting> merged(List<Setting> running, List<Setting> written, boolean resized) {
		List<Setting> merged = new ArrayList<>(running);
		merged.replaceAll((old) -> written.stream()
			.filter((now) -> now.key().equals(old.key()))
			.filter((now) -> now.value().equals(old.value()) || (resized && ExecutorValues.LIVE.contains(now.key())))
			.findFirst()
			.orElse(old));
		return merged;
	}

	private List<Setting> written(String name, FutilProperties properties) {
		FutilProperties.Executor set = properties.executors().getOrDefault(name, FutilProperties.Executor.UNSET);
		List<Setting> settings = new ArrayList<>();
		ExecutorValues.of(properties, name)
			.forEach((key, value) -> settings
				.add(new Setting(key, value, this.origins.of(ExecutorValues.keys(name, key, value, set)))));
		return settings;
	}

}

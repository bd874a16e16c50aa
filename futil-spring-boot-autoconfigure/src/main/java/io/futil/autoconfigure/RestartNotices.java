package io.futil.autoconfigure;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says what has changed in the environment and cannot change in a running application:
 * once for each change that leaves the one different from the other.
 */
final class RestartNotices {

	private static final Log logger = LogFactory.getLog(LiveTuning.class);

	private final FutilProperties started;

	private final BeanExecutorLookup lookup;

	RestartNotices(FutilProperties started, BeanExecutorLookup lookup) {
		this.started = started;
		this.lookup = lookup;
	}

	/**
	 * Say it.
	 * @param seen what was in the environment when it was last said
	 * @param changed what is there now
	 */
	void give(FutilProperties seen, FutilProperties changed) {
		ofExecutorsThatComeAndGo(seen, changed);
		Set<String> comparable = new LinkedHashSet<>(this.started.executors().keySet());
		comparable.retainAll(changed.executors().keySet());
		comparable.removeIf((name) -> !this.lookup.isOurs(name));
		comparable.removeIf((name) -> ofOtherThreads(name, seen, changed));
		ofValues(comparable, seen, changed);
	}

	private void ofExecutorsThatComeAndGo(FutilProperties seen, FutilProperties changed) {
		Set<String> running = this.started.executors().keySet();
		for (String name : changed.executors().keySet()) {
			if (!running.contains(name) && !seen.executors().containsKey(name)) {
				logger.warn("futil.executors." + name
						+ " was added, which needs a restart: there is no executor of that " + "name until then");
			}
		}
		for (String name : running) {
			if (!changed.executors().containsKey(name) && seen.executors().containsKey(name)
					&& this.lookup.isOurs(name)) {
				logger.warn("futil.executors." + name
						+ " was removed, which needs a restart: the executor stays as it is " + "until then");
			}
		}
	}

	/** Whether nothing else can be compared because the kind of threads differs. */
	private boolean ofOtherThreads(String name, FutilProperties seen, FutilProperties changed) {
		String runs = ExecutorValues.threads(this.started, name);
		String now = ExecutorValues.threads(changed, name);
		notice("futil.executors." + name + ".threads", runs, ExecutorValues.threads(seen, name), now);
		return !now.equals(runs);
	}

	private void ofValues(Set<String> executors, FutilProperties seen, FutilProperties changed) {
		Map<String, String> runs = FixedSettings.of(this.started, executors);
		Map<String, String> saw = FixedSettings.of(seen, executors);
		Map<String, String> now = FixedSettings.of(changed, executors);
		Set<String> keys = new LinkedHashSet<>(runs.keySet());
		keys.addAll(now.keySet());
		keys.forEach((key) -> notice(key, FixedSettings.value(runs, key), FixedSettings.value(saw, key),
				FixedSettings.value(now, key)));
	}

	private static void notice(String key, String runs, String saw, String now) {
		if (!now.equals(runs) && !now.equals(saw)) {
			logger.warn(key + " was changed from " + runs + " to " + now + ", which needs a restart: it is " + runs
					+ " until then");
		}
	}

}

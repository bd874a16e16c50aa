package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Checks a map of named tasks.
 */
final class NamedTasks {

	private NamedTasks() {
	}

	/** The callables of a map, in its order. */
	static <R extends @Nullable Object> List<Callable<? extends R>> callables(
			Map<String, ? extends Callable<? extends R>> tasks) {
		List<Callable<? extends R>> callables = new ArrayList<>();
		Arguments.notNull(tasks, "tasks").forEach((name, task) -> {
			if (name == null) {
				throw new IllegalArgumentException("A key of 'tasks' is null; give each task a name");
			}
			if (task == null) {
				throw new IllegalArgumentException("Task '" + name + "' is null; give it a Callable");
			}
			callables.add(task);
		});
		return callables;
	}

}

package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Named tasks in the order of their map, read once: it may change meanwhile.
 *
 * @param names the names
 * @param callables the tasks, in the same order
 * @param <R> the common type of the results
 */
record NamedTasks<R extends @Nullable Object>(List<String> names, List<Callable<? extends R>> callables) {

	static <R extends @Nullable Object> NamedTasks<R> of(CallSettings settings,
			Map<String, ? extends Callable<? extends R>> tasks) {
		NamedTasks<R> named = new NamedTasks<>(new ArrayList<>(), new ArrayList<>());
		Arguments.notNull(tasks, "tasks").forEach((name, task) -> named.add(settings, name, task));
		return named;
	}

	private void add(CallSettings settings, @Nullable String name, @Nullable Callable<? extends R> task) {
		if (name == null) {
			throw new IllegalArgumentException("A key of 'tasks' is null; give each task a name");
		}
		if (task == null) {
			throw new IllegalArgumentException("Task '" + name + "' is null; give it a Callable");
		}
		this.names.add(name);
		this.callables.add(Bodies.ofTask(settings, task));
	}

	/** What a worker does. */
	TaskBody<String, R> body() {
		return (name, index) -> this.callables.get(index).call();
	}

}

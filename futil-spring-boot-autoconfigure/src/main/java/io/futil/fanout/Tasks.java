package io.futil.fanout;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Named tasks in the order they were given. Unlike {@code Map.of} it has an order, and
 * unlike {@code Map.of} it takes any number of entries. Immutable.
 *
 * <pre class="code">
 * fanOut.firstSuccess(Tasks.of("primary", a::rate).and("replica", b::rate));
 * </pre>
 *
 * @param <R> the common type of the results
 */
public final class Tasks<R extends @Nullable Object> extends AbstractMap<String, Callable<? extends R>> {

	private final Map<String, Callable<? extends R>> tasks;

	private Tasks(Map<String, Callable<? extends R>> tasks) {
		this.tasks = Collections.unmodifiableMap(tasks);
	}

	/**
	 * The first task.
	 * @param name its name
	 * @param task what to run
	 * @param <R> the type of its result
	 * @return a map of this one task
	 */
	public static <R extends @Nullable Object> Tasks<R> of(String name, Callable<? extends R> task) {
		return new Tasks<R>(Map.of()).and(name, task);
	}

	/**
	 * A copy with one task more, behind those that are there.
	 * @param name its name
	 * @param task what to run
	 * @return the copy
	 * @throws IllegalArgumentException if there is a task of that name
	 */
	public Tasks<R> and(String name, Callable<? extends R> task) {
		Arguments.notNull(name, "name");
		Arguments.notNull(task, "task");
		Map<String, Callable<? extends R>> more = new LinkedHashMap<>(this.tasks);
		if (more.put(name, task) != null) {
			throw new IllegalArgumentException("There are two tasks named '" + name + "'; give each its own name");
		}
		return new Tasks<>(more);
	}

	@Override
	public Set<Entry<String, Callable<? extends R>>> entrySet() {
		return this.tasks.entrySet();
	}

}

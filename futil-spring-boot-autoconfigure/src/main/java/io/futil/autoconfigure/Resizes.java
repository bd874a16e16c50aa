package io.futil.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes of the sizes of several executors: all are made, or none is.
 */
final class Resizes {

	private final Map<String, TunableExecutor> executors = new LinkedHashMap<>();

	private final Map<String, ExecutorSize> sizes = new LinkedHashMap<>();

	void add(String name, TunableExecutor executor, ExecutorSize size) {
		this.executors.put(name, executor);
		this.sizes.put(name, size);
	}

	/** The new sizes by executor. */
	Map<String, ExecutorSize> sizes() {
		return this.sizes;
	}

	/**
	 * Make them.
	 * @return the sizes before, by executor
	 * @throws Error if there is no thread to be had; then all sizes are what they were
	 */
	Map<String, ExecutorSize> make() {
		Map<String, ExecutorSize> before = new LinkedHashMap<>();
		Deque<String> made = new ArrayDeque<>();
		try {
			this.executors.forEach((name, executor) -> {
				before.put(name, executor.resize(this.sizes.get(name)));
				made.push(name);
			});
			return before;
		}
		catch (Throwable ex) {
			made.forEach((name) -> this.executors.get(name).resize(before.get(name)));
			throw ex;
		}
	}

}

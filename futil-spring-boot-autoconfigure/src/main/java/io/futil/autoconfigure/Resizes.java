package io.futil.autoconfigure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of the sizes of several executors: all are made, or none is.
 */
final class Resizes {

	private final List<Resize> all = new ArrayList<>();

	void add(String name, TunableExecutor executor, ExecutorSize size) {
		this.all.add(new Resize(name, executor, size));
	}

	/** The new sizes by executor. */
	Map<String, ExecutorSize> sizes() {
		Map<String, ExecutorSize> sizes = new LinkedHashMap<>();
		this.all.forEach((resize) -> sizes.put(resize.name(), resize.size()));
		return sizes;
	}

	/**
	 * Make them.
	 * @return the sizes before, by executor
	 * @throws Error if there is no thread to be had; then all sizes are what they were
	 */
	Map<String, ExecutorSize> make() {
		Map<String, ExecutorSize> before = new LinkedHashMap<>();
		Deque<Resize> backwards = new ArrayDeque<>();
		try {
			for (Resize resize : this.all) {
				Resize back = resize.make();
				backwards.push(back);
				before.put(back.name(), back.size());
			}
			return before;
		}
		catch (Throwable ex) {
			backwards.forEach(Resize::make);
			throw ex;
		}
	}

	private record Resize(String name, TunableExecutor executor, ExecutorSize size) {

		/** Make it, and tell what would undo it. */
		Resize make() {
			return new Resize(this.name, this.executor, this.executor.resize(this.size));
		}

	}

}

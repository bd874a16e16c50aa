package io.futil.retry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Splits what a method takes, and joins what it returns for the parts.
 */
final class Parts {

	private Parts() {
	}

	static List<List<?>> of(Iterable<?> items, int size) {
		List<@Nullable Object> all = new ArrayList<>();
		items.forEach(all::add);
		List<List<?>> parts = new ArrayList<>();
		for (int from = 0; from < all.size(); from += size) {
			int to = (int) Math.min((long) from + size, all.size());
			parts.add(Collections.unmodifiableList(all.subList(from, to)));
			if (to == all.size()) {
				break;
			}
		}
		return parts;
	}

	static List<@Nullable Object> join(String operation, List<? extends List<?>> parts,
			List<? extends @Nullable Object> results) {
		List<@Nullable Object> joined = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			int expected = parts.get(i).size();
			if (!(results.get(i) instanceof Collection<?> part)) {
				throw new IllegalStateException(operation + " returned null for " + expected
						+ " items; with a batchSize it must return one result per item");
			}
			if (part.size() != expected) {
				throw new IllegalStateException(operation + " returned " + part.size() + " results for " + expected
						+ " items; with a batchSize it must return one result per item, in their order");
			}
			joined.addAll(part);
		}
		return joined;
	}

}

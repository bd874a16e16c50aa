package io.futil.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Futures that are started for each item, waited for as one and then read, the loop that
 * is written by hand most often.
 */
final class Futures {

	private Futures() {
	}

	static <T, R> List<R> map(List<T> items, Function<T, CompletableFuture<R>> start) {
		List<CompletableFuture<R>> futures = new ArrayList<>(items.size());
		for (T item : items) {
			futures.add(start.apply(item));
		}
		CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
		List<R> results = new ArrayList<>(items.size());
		for (CompletableFuture<R> future : futures) {
			results.add(future.join());
		}
		return results;
	}

}

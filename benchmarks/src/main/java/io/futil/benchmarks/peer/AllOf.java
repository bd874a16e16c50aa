package io.futil.benchmarks.peer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@link CompletableFuture#supplyAsync supplyAsync} on a fixed pool, then
 * {@link CompletableFuture#allOf allOf}.
 */
final class AllOf implements Mapper {

	private final ExecutorService pool;

	AllOf(Workers workers) {
		this.pool = Executors.newFixedThreadPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return Futures.map(items, (item) -> CompletableFuture.supplyAsync(() -> work.apply(item), this.pool));
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}

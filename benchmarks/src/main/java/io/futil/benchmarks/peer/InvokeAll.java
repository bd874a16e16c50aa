package io.futil.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@link ExecutorService#invokeAll invokeAll} on a fixed pool: a callable, a future and a
 * place in the queue for each item.
 */
final class InvokeAll implements Mapper {

	private final ExecutorService pool;

	InvokeAll(Workers workers) {
		this.pool = Executors.newFixedThreadPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) throws Exception {
		List<Callable<R>> tasks = new ArrayList<>(items.size());
		for (T item : items) {
			tasks.add(() -> work.apply(item));
		}
		List<R> results = new ArrayList<>(items.size());
		for (Future<R> future : this.pool.invokeAll(tasks)) {
			results.add(future.get());
		}
		return results;
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}

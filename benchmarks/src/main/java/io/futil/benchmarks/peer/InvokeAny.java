package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@link ExecutorService#invokeAny invokeAny} on a fixed pool, which starts both at once.
 */
final class InvokeAny implements Mapper {

	private final ExecutorService pool;

	InvokeAny(Workers workers) {
		this.pool = Executors.newFixedThreadPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		throw new UnsupportedOperationException("Compared in races only");
	}

	@Override
	public <R> R race(Duration delay, Callable<R> first, Callable<R> second) throws Exception {
		return this.pool.invokeAny(List.of(first, second));
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}

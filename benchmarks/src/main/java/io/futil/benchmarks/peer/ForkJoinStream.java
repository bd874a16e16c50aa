package io.futil.benchmarks.peer;

import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * A parallel stream in a fork-join pool of its own, as is done to bound its threads.
 */
final class ForkJoinStream implements Mapper {

	private final ForkJoinPool pool;

	ForkJoinStream(Workers workers) {
		this.pool = new ForkJoinPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) throws Exception {
		return this.pool.submit(() -> items.parallelStream().<R>map(work).toList()).get();
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}

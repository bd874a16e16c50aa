package io.futil.benchmarks.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share a counter and do nothing else: what so many processors can do at
 * once, which is less than so many times what one can do alone.
 */
final class BareThreads implements Mapper {

	private static final int BLOCK = 16;

	private final ExecutorService pool;

	private final int threads;

	BareThreads(Workers workers) {
		this.threads = workers.count();
		this.pool = Executors.newFixedThreadPool(this.threads);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T, R> List<R> map(List<T> items, Work<T, R> work) throws Exception {
		Object[] results = new Object[items.size()];
		AtomicInteger next = new AtomicInteger();
		Callable<Void> share = () -> {
			int from = next.getAndAdd(BLOCK);
			while (from < results.length) {
				int to = Math.min(from + BLOCK, results.length);
				for (int i = from; i < to; i++) {
					results[i] = work.apply(items.get(i));
				}
				from = next.getAndAdd(BLOCK);
			}
			return null;
		};
		List<Callable<Void>> shares = new ArrayList<>();
		for (int i = 0; i < this.threads; i++) {
			shares.add(share);
		}
		for (Future<Void> future : this.pool.invokeAll(shares)) {
			future.get();
		}
		return (List<R>) Arrays.asList(results);
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}

package io.futil.benchmarks.peer;

import java.util.List;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;

/**
 * Resilience4j's bulkhead with threads of its own. Its queue is an array of a fixed size,
 * made large enough for any workload.
 */
final class ResilienceBulkhead implements Mapper {

	private static final int QUEUE_CAPACITY = 1 << 20;

	private final ThreadPoolBulkhead bulkhead;

	ResilienceBulkhead(Workers workers) {
		this.bulkhead = ThreadPoolBulkhead.of("bulkhead",
				ThreadPoolBulkheadConfig.custom()
					.maxThreadPoolSize(workers.count())
					.coreThreadPoolSize(workers.count())
					.queueCapacity(QUEUE_CAPACITY)
					.build());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return Futures.map(items, (item) -> this.bulkhead.submit(() -> work.apply(item)).toCompletableFuture());
	}

	@Override
	public void close() {
		try {
			this.bulkhead.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

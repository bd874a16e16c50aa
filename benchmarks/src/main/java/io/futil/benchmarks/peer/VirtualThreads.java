package io.futil.benchmarks.peer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * A virtual thread for each item, and a semaphore that each of them takes.
 */
final class VirtualThreads implements Mapper {

	private final VirtualThreadTaskExecutor executor = new VirtualThreadTaskExecutor();

	private final Semaphore permits;

	VirtualThreads(Workers workers) {
		this.permits = new Semaphore(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return Futures.map(items, (item) -> CompletableFuture.supplyAsync(() -> withPermit(work, item), this.executor));
	}

	private <T, R> R withPermit(Work<T, R> work, T item) {
		this.permits.acquireUninterruptibly();
		try {
			return work.apply(item);
		}
		finally {
			this.permits.release();
		}
	}

	@Override
	public void close() {
	}

}

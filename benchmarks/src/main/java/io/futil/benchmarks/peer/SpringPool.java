package io.futil.benchmarks.peer;

import java.util.List;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * {@link ThreadPoolTaskExecutor#submitCompletable submitCompletable} on Spring's pool.
 */
final class SpringPool implements Mapper {

	private final ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();

	SpringPool(Workers workers) {
		this.pool.setCorePoolSize(workers.count());
		this.pool.initialize();
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return Futures.map(items, (item) -> this.pool.submitCompletable(() -> work.apply(item)));
	}

	@Override
	public void close() {
		this.pool.shutdown();
	}

}

package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.List;

import org.springframework.retry.support.RetryTemplate;

/**
 * Spring Retry around the work of each task, on a fixed pool: the thread sleeps until the
 * next attempt.
 */
final class SpringRetry implements Mapper {

	private final InvokeAll pool;

	SpringRetry(Workers workers) {
		this.pool = new InvokeAll(workers);
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) throws Exception {
		return this.pool.map(items, work);
	}

	@Override
	public <T, R> List<R> mapWithRetry(List<T> items, Work<T, R> work, Duration backOff) throws Exception {
		RetryTemplate template = RetryTemplate.builder().maxAttempts(3).fixedBackoff(backOff).build();
		return this.pool.map(items, (item) -> template.execute((attempt) -> work.apply(item)));
	}

	@Override
	public void close() {
		this.pool.close();
	}

}

package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/**
 * Resilience4j's asynchronous retry around futures on a fixed pool: a scheduler starts
 * the next attempt.
 */
final class ResilienceRetry implements Mapper {

	private final ExecutorService pool;

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	ResilienceRetry(Workers workers) {
		this.pool = Executors.newFixedThreadPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return Futures.map(items, (item) -> CompletableFuture.supplyAsync(() -> work.apply(item), this.pool));
	}

	@Override
	public <T, R> List<R> mapWithRetry(List<T> items, Work<T, R> work, Duration backOff) {
		Retry retry = Retry.of("flaky", RetryConfig.custom().maxAttempts(3).waitDuration(backOff).build());
		return Futures.map(items,
				(item) -> retry
					.executeCompletionStage(this.scheduler,
							() -> CompletableFuture.supplyAsync(() -> work.apply(item), this.pool))
					.toCompletableFuture());
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
		this.pool.shutdownNow();
	}

}

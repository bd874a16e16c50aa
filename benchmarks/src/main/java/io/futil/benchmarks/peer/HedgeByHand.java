package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A {@link CompletableFuture} that either task completes, and a timer that starts the
 * second. No failure is taken care of.
 */
final class HedgeByHand implements Mapper {

	private final ExecutorService pool;

	private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

	HedgeByHand(Workers workers) {
		this.pool = Executors.newFixedThreadPool(workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		throw new UnsupportedOperationException("Compared in races only");
	}

	@Override
	public <R> R race(Duration delay, Callable<R> first, Callable<R> second) throws Exception {
		CompletableFuture<R> answer = new CompletableFuture<>();
		Future<?> one = this.pool.submit(() -> answer.complete(first.call()));
		Future<?> hedge = this.timer.schedule(() -> this.pool.submit(() -> answer.complete(second.call())),
				delay.toNanos(), TimeUnit.NANOSECONDS);
		try {
			return answer.get();
		}
		finally {
			hedge.cancel(false);
			one.cancel(true);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.pool.shutdownNow();
	}

}

package io.futil.contract;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.function.UnaryOperator;

import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.WorkerExecutor;
import io.futil.fanout.spi.WorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The smallest executor that knows the engine: a pool whose threads all work for it.
 */
final class TestWorkerExecutor implements WorkerExecutor {

	private final Lab lab;

	private final LabPool pool;

	private volatile UnaryOperator<Runnable> decorator = UnaryOperator.identity();

	private volatile @Nullable RetryBudget budget;

	private volatile @Nullable RateLimit limit;

	TestWorkerExecutor(Lab lab, int threads) {
		this.lab = lab;
		this.pool = new LabPool(lab, threads, threads, new LinkedBlockingQueue<>(), this::newSpareThread,
				new AbortPolicy());
		lab.inside(this.pool);
	}

	void decorateWith(UnaryOperator<Runnable> decorator) {
		this.decorator = decorator;
	}

	void retryBudget(RetryBudget budget) {
		this.budget = budget;
	}

	@Override
	public @Nullable RetryBudget retryBudget() {
		return this.budget;
	}

	void rateLimit(@Nullable RateLimit limit) {
		this.limit = limit;
	}

	@Override
	public @Nullable RateLimit rateLimit() {
		return this.limit;
	}

	@Override
	public int concurrency() {
		return this.pool.getMaximumPoolSize();
	}

	@Override
	public boolean isShutdown() {
		return this.pool.isShutdown();
	}

	@Override
	public Runnable decorate(Runnable worker) {
		return this.decorator.apply(worker);
	}

	@Override
	public void execute(Runnable task) {
		this.pool.execute(decorate(task));
	}

	@Override
	public void executeDecorated(Runnable task) {
		this.pool.execute(task);
	}

	@Override
	public Thread newSpareThread(Runnable task) {
		return this.lab.newThread(() -> WorkerThread.runAs(this, task));
	}

	/** As Spring's executors do: what is left in the queue is cancelled. */
	void shutdownNow() {
		for (Runnable left : this.pool.shutdownNow()) {
			if (left instanceof Future<?> future) {
				future.cancel(true);
			}
		}
	}

	ExecutorService pool() {
		return this.pool;
	}

}

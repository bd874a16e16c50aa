package io.futil.autoconfigure;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * An executor whose futures all complete, at shutdown too: what it is given to execute is
 * the future itself.
 */
interface CompletingTaskExecutor extends AsyncTaskExecutor {

	@Override
	default Future<?> submit(Runnable task) {
		FutureTask<@Nullable Object> future = new FutureTask<>(task, null);
		execute(future);
		return future;
	}

	@Override
	default <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		FutureTask<T> future = new FutureTask<>(task);
		execute(future);
		return future;
	}

	@Override
	default CompletableFuture<Void> submitCompletable(Runnable task) {
		return submitCompletable(() -> {
			task.run();
			return null;
		});
	}

	@Override
	default <T extends @Nullable Object> CompletableFuture<T> submitCompletable(Callable<T> task) {
		CompletableTask<T> future = new CompletableTask<>(task);
		execute(future);
		return future;
	}

}

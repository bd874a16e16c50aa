package io.futil.autoconfigure;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RunnableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A task that completes itself, so that an executor that gives it up completes it by
 * cancelling it. What {@link CompletableFuture#supplyAsync} hands to an executor does not
 * do that: its future stays open for ever.
 *
 * @param <T> the type of the result
 */
final class CompletableTask<T extends @Nullable Object> extends CompletableFuture<T> implements RunnableFuture<T> {

	private final Callable<T> task;

	CompletableTask(Callable<T> task) {
		this.task = task;
	}

	@Override
	public void run() {
		if (isDone()) {
			return;
		}
		try {
			complete(this.task.call());
		}
		catch (CompletionException ex) {
			completeExceptionally(ex);
		}
		catch (Throwable ex) {
			completeExceptionally(new CompletionException(ex));
		}
	}

}

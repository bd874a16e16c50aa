package io.futil.fanout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What depends on the future of a call: {@code thenApply} and the like. Like that one it
 * can be waited for inside a task, but cancelling it does not reach the work.
 *
 * @param <R> the type of the value
 */
final class DependentFuture<R extends @Nullable Object> extends CompletableFuture<R> {

	private final Call<?, ?> call;

	DependentFuture(Call<?, ?> call) {
		this.call = call;
	}

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new DependentFuture<>(this.call);
	}

	@Override
	public Executor defaultExecutor() {
		return this.call.handle().dependents();
	}

	@Override
	public R get() throws InterruptedException, ExecutionException {
		LentPlace lent = LentPlace.whileWaiting(this, this.call);
		try {
			return super.get();
		}
		finally {
			lent.reclaim();
		}
	}

	@Override
	public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		LentPlace lent = LentPlace.whileWaiting(this, this.call);
		try {
			return super.get(timeout, unit);
		}
		finally {
			lent.reclaim();
		}
	}

	@Override
	public R join() {
		LentPlace lent = LentPlace.whileWaiting(this, this.call);
		try {
			return super.join();
		}
		finally {
			lent.reclaim();
		}
	}

}

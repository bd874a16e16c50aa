package io.futil.retry;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Hands the outcome of a call on to the future that its caller has, by way of the method
 * that recovers.
 */
final class Outcome {

	private final RetriedCall call;

	private final @Nullable Object[] arguments;

	private final CompletableFuture<@Nullable Object> result;

	private volatile @Nullable Throwable failure;

	private volatile boolean recovered;

	Outcome(RetriedCall call, @Nullable Object[] arguments, CompletableFuture<@Nullable Object> result) {
		this.call = call;
		this.arguments = arguments;
		this.result = result;
	}

	/**
	 * What takes the outcome. At a deadline that is not a thread of the executor, so
	 * whatever runs a user's code has to be given the caller's context now.
	 */
	BiConsumer<@Nullable Object, @Nullable Throwable> inContextOf(RetryBeans beans) {
		Runnable recover = (this.call.recovery() != null) ? recoverIn(beans) : this::fail;
		return (value, failure) -> {
			if (failure == null) {
				this.result.complete(value);
			}
			else if (!this.result.isDone()) {
				this.failure = this.call.unwrapped(failure);
				recover.run();
			}
		};
	}

	private Runnable recoverIn(RetryBeans beans) {
		Runnable decorated;
		try {
			decorated = beans.decorate(this.call.executor(), this::recover);
		}
		catch (Throwable ex) {
			// Nor does the method run without its context: it fails with the same.
			return this::fail;
		}
		return () -> {
			try {
				decorated.run();
			}
			catch (Throwable ex) {
				this.result.completeExceptionally(ex);
			}
			if (!this.recovered) {
				fail();
			}
		};
	}

	private void recover() {
		Throwable failure = this.failure;
		Recovery recovery = this.call.recovery();
		if (failure == null || recovery == null) {
			return;
		}
		this.recovered = true;
		try {
			handOn(this.call.recover(recovery, this.arguments, failure));
		}
		catch (Throwable ex) {
			RetriedCall.suppress(ex, failure);
			this.result.completeExceptionally(ex);
		}
	}

	private void handOn(@Nullable Object recovered) {
		if (!(recovered instanceof CompletionStage<?> stage)) {
			throw new IllegalStateException(
					"The method that recovers returned " + recovered + " instead of a CompletableFuture");
		}
		stage.whenComplete((value, failure) -> {
			if (failure == null) {
				this.result.complete(value);
			}
			else {
				this.result.completeExceptionally(failure);
			}
		});
	}

	private void fail() {
		Throwable failure = this.failure;
		if (failure != null) {
			this.result.completeExceptionally(failure);
		}
	}

}

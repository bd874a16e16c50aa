package io.futil.fanout;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The future of a call. Unlike a plain {@link CompletableFuture} it reaches the work:
 * {@code cancel(true)}, {@code orTimeout} and every other completion from outside stop it
 * and interrupt the tasks that run; {@code cancel(false)} lets those run to their end.
 * Cancelling a dependent ({@code thenApply} and the like) does not reach the work.
 *
 * <pre class="code">
 * FanOutFuture&lt;Quote&gt; quote = fanOut.submit(() -> client.quote("ACME"));
 * quote.orTimeout(1, TimeUnit.SECONDS).thenAccept(this::show);
 * </pre>
 *
 * <p>
 * Dependents run on the thread that completes the future: a worker, or the caller of the
 * method that does; never on a clock that others need. Those with {@code Async} in their
 * name run on the call's executor unless they name one. {@code get} and {@code join} may
 * be called inside a task, of dependents too: the thread lends its place while it waits;
 * to dependents with {@code Async} in their name on futil's own executors only.
 * {@code CompletableFuture.allOf} and {@code anyOf} cannot do that: inside a task use
 * {@link #await}.
 *
 * @param <R> the type of the value
 */
public class FanOutFuture<R extends @Nullable Object> extends CompletableFuture<R> {

	private final Call<?, ?> call;

	private final FutureWatchers watchers = new FutureWatchers();

	/** Whoever sets this completes the future. */
	private final AtomicBoolean taken = new AtomicBoolean();

	FanOutFuture(Call<?, ?> call) {
		this.call = call;
	}

	/** Start a call and complete a future with its outcome. */
	static <R extends @Nullable Object> FanOutFuture<R> start(Call<?, ?> call, Supplier<R> outcome) {
		FanOutFuture<R> future = new FanOutFuture<>(call);
		call.onEnd(() -> {
			future.settle(outcome);
			// If it was completed by somebody else, nobody has asked for the outcome.
			call.finish();
		});
		call.watch().start();
		call.crew().start();
		return future;
	}

	/** Take over the outcome of the call, unless somebody else completes this future. */
	private void settle(Supplier<R> outcome) {
		if (!this.taken.compareAndSet(false, true)) {
			return;
		}
		R value;
		try {
			value = outcome.get();
		}
		catch (Throwable ex) {
			super.completeExceptionally(ex);
			this.watchers.tell();
			return;
		}
		super.complete(value);
		this.watchers.tell();
	}

	/**
	 * Wait for several futures.
	 * @param futures the futures
	 * @param until what to wait for
	 * @param timeout how long at most
	 * @param <F> the type of the futures
	 * @return which of them are done, and which not, each in the given order; at the
	 * time-out too, nothing is cancelled
	 * @throws FanOutInterruptedException if the thread is interrupted
	 */
	public static <F extends FanOutFuture<?>> Waited<F> await(Collection<? extends F> futures, Until until,
			Duration timeout) {
		Arguments.notNull(futures, "futures");
		Arguments.notNull(until, "until");
		Arguments.notNegative(timeout, "timeout");
		return FutureWait.await(futures, until, timeout);
	}

	/**
	 * Take futures as they complete.
	 * @param futures the futures
	 * @param timeout how long to wait, from the terminal operation to its end; after that
	 * the stream throws a {@link FanOutTimeoutException}
	 * @param <F> the type of the futures
	 * @return the futures in the order of completion
	 */
	public static <F extends FanOutFuture<?>> Stream<F> asCompleted(Collection<? extends F> futures, Duration timeout) {
		Arguments.notNull(futures, "futures");
		Arguments.notNegative(timeout, "timeout");
		return FutureWait.asCompleted(futures, timeout);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		Stop stop = mayInterruptIfRunning ? Stop.CANCELLED : Stop.RELEASED;
		return completeFromOutside(stop, () -> super.cancel(mayInterruptIfRunning)) || isCancelled();
	}

	@Override
	public boolean complete(R value) {
		return completeFromOutside(Stop.CANCELLED, () -> super.complete(value));
	}

	@Override
	public boolean completeExceptionally(Throwable ex) {
		return completeFromOutside(Stop.CANCELLED, () -> super.completeExceptionally(ex));
	}

	@Override
	public FanOutFuture<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
		Arguments.notNull(supplier, "supplier");
		Arguments.notNull(executor, "executor");
		executor.execute(() -> {
			if (isDone()) {
				return;
			}
			R value;
			try {
				value = supplier.get();
			}
			catch (Throwable ex) {
				completeExceptionally((ex instanceof CompletionException) ? ex : new CompletionException(ex));
				return;
			}
			complete(value);
		});
		return this;
	}

	/** The work stops first: completing runs dependents, which may take their time. */
	private boolean completeFromOutside(Stop stop, BooleanSupplier completion) {
		if (!this.taken.compareAndSet(false, true)) {
			return false;
		}
		this.call.stop(stop, false);
		boolean completed = completion.getAsBoolean();
		this.watchers.tell();
		return completed;
	}

	/**
	 * Fail with a {@link TimeoutException} and stop the work unless done in time.
	 */
	@Override
	public FanOutFuture<R> orTimeout(long timeout, TimeUnit unit) {
		return after(timeout, unit, () -> completeExceptionally(new TimeoutException()));
	}

	/**
	 * Complete with a value and stop the work unless done in time.
	 */
	@Override
	public FanOutFuture<R> completeOnTimeout(R value, long timeout, TimeUnit unit) {
		return after(timeout, unit, () -> complete(value));
	}

	private FanOutFuture<R> after(long timeout, TimeUnit unit, Runnable completion) {
		if (!isDone()) {
			Timer timer = this.call.settings().timer();
			var alarm = timer.after(unit.toNanos(timeout), () -> timer.handOff(completion));
			this.watchers.add(() -> alarm.cancel(false));
			if (isDone()) {
				alarm.cancel(false);
			}
		}
		return this;
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

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new DependentFuture<>(this.call);
	}

	@Override
	public Executor defaultExecutor() {
		return this.call.handle().dependents();
	}

	/** Lend the place of the current thread while it waits for this future. */
	LentPlace lendPlace() {
		return LentPlace.of(this.call.settings().handles());
	}

	FutureWatchers watchers() {
		return this.watchers;
	}

	/**
	 * What {@link #await} came back with.
	 *
	 * @param done the futures that are done
	 * @param notDone the others
	 * @param <F> the type of the futures
	 */
	public record Waited<F extends FanOutFuture<?>>(Set<F> done, Set<F> notDone) {

		static <F extends FanOutFuture<?>> Waited<F> of(Collection<? extends F> futures) {
			Set<F> done = new LinkedHashSet<>();
			Set<F> notDone = new LinkedHashSet<>();
			futures.forEach((future) -> (future.isDone() ? done : notDone).add(future));
			return new Waited<>(done, notDone);
		}

	}

	/**
	 * What to wait for.
	 */
	public enum Until {

		/** All futures are done. */
		ALL_COMPLETED,

		/** At least one future is done. */
		FIRST_COMPLETED,

		/** A future has failed, or all are done. */
		FIRST_EXCEPTION

	}

}

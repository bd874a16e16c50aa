package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The first success ends the call; failures are kept for the case that there is none.
 *
 * @param <R> the type of the values
 */
final class RaceSink<R extends @Nullable Object> implements Sink<String, R> {

	/** The tasks, where they are started one by one. */
	private final @Nullable HedgeSource hedged;

	private final AtomicReference<@Nullable Winner<R>> winner = new AtomicReference<>();

	private final Queue<TaskResult.Failure<String, R>> failures = new ConcurrentLinkedQueue<>();

	RaceSink(@Nullable HedgeSource hedged) {
		this.hedged = hedged;
	}

	@Override
	public boolean needsTimes() {
		return false;
	}

	@Override
	public boolean needsRunning() {
		return false;
	}

	@Override
	public boolean success(String name, R value, Execution execution) {
		if (this.winner.compareAndSet(null, new Winner<>(name, value)) && this.hedged != null) {
			this.hedged.won();
		}
		return false;
	}

	@Override
	public boolean failure(TaskResult.Failure<String, R> failure) {
		this.failures.add(failure);
		if (this.hedged != null) {
			this.hedged.failed(failure.index());
		}
		return true;
	}

	@Nullable Winner<R> winner() {
		return this.winner.get();
	}

	/** Failures in the order they happened. */
	Queue<TaskResult.Failure<String, R>> failures() {
		return this.failures;
	}

}

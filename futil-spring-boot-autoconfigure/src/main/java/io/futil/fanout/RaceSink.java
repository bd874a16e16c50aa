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

	private final AtomicReference<@Nullable Winner<R>> winner = new AtomicReference<>();

	private final Queue<TaskResult.Failure<String, R>> failures = new ConcurrentLinkedQueue<>();

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
		this.winner.compareAndSet(null, new Winner<>(name, value));
		return false;
	}

	@Override
	public boolean failure(TaskResult.Failure<String, R> failure) {
		this.failures.add(failure);
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

package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Outcomes for a consumer that takes them one by one, in the order of completion. Its
 * source bounds how many there can be; nobody waits to put one in, and there is no lock
 * around it, because many workers do so at once for tasks that may be tiny.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class QueueSink<T extends @Nullable Object, R extends @Nullable Object> implements Sink<T, R> {

	private static final int LOOKS = 16;

	private final boolean settles;

	private final Queue<TaskResult<T, R>> ready = new ConcurrentLinkedQueue<>();

	/**
	 * The consumer while it waits. It says so first and looks for outcomes second; who
	 * puts one in does that first and looks for the consumer second. Whoever takes the
	 * consumer out wakes it: once, not with each outcome until it runs.
	 */
	private final AtomicReference<@Nullable Thread> consumer = new AtomicReference<>();

	/**
	 * A sink.
	 * @param settles whether failures are outcomes; if not, the first ends the call
	 */
	QueueSink(boolean settles) {
		this.settles = settles;
	}

	@Override
	public boolean needsTimes() {
		return this.settles;
	}

	@Override
	public boolean needsRunning() {
		return false;
	}

	@Override
	public boolean success(T item, R value, Execution execution) {
		put(new TaskResult.Success<>(item, value, execution));
		return true;
	}

	@Override
	public boolean failure(TaskResult.Failure<T, R> failure) {
		if (this.settles) {
			put(failure);
		}
		return this.settles;
	}

	private void put(TaskResult<T, R> result) {
		this.ready.add(result);
		wake();
	}

	@Override
	public void wake() {
		if (this.consumer.get() != null) {
			LockSupport.unpark(this.consumer.getAndSet(null));
		}
	}

	/** The next outcome, or {@code null} if there is none yet. */
	@Nullable TaskResult<T, R> poll() {
		return this.ready.poll();
	}

	/**
	 * Wait until there is an outcome, or the call has stopped or ended.
	 * @param quick whether the next one is probably near
	 */
	void awaitChange(Call<T, R> call, boolean quick) throws InterruptedException {
		// To be woken costs as much as a hundred tiny tasks, so let some of them pile up.
		for (int look = 0; quick && look < LOOKS && this.ready.isEmpty(); look++) {
			Thread.yield();
		}
		while (isWaiting(call)) {
			park(call);
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
		}
	}

	private void park(Call<T, R> call) {
		LockSupport.parkNanos(this, call.watch().patience());
		if (this.ready.isEmpty()) {
			call.watch().waitedInVain();
		}
	}

	private boolean isWaiting(Call<T, R> call) {
		this.consumer.set(Thread.currentThread());
		if (this.ready.isEmpty() && !call.isStopped() && !call.hasEnded() && call.deadline().remaining() > 0
				&& !call.recall().isDue()) {
			return true;
		}
		this.consumer.set(null);
		return false;
	}

	/** What was not taken. */
	List<TaskResult<T, R>> rest() {
		return new ArrayList<>(this.ready);
	}

}

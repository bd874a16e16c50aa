package io.futil.fanout;

import java.util.List;
import java.util.concurrent.TimeUnit;
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

	/**
	 * To be woken costs as much as a hundred tiny tasks, so for this long let some of
	 * them pile up.
	 */
	private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private final boolean settles;

	private final Deliveries<TaskResult<T, R>> ready = new Deliveries<>();

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

	@Override
	public Sink<T, R> forRun(int tasks) {
		return (tasks > 1) ? new Outbox<>(this, tasks) : this;
	}

	private void put(TaskResult<T, R> result) {
		Parcel<TaskResult<T, R>> parcel = new Parcel<>(1);
		parcel.add(result);
		send(parcel);
		wake();
	}

	/** Send a parcel; who does has to wake the consumer. */
	void send(Parcel<TaskResult<T, R>> parcel) {
		this.ready.send(parcel);
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
		if (quick) {
			// Nobody wakes the consumer from this one.
			LockSupport.parkNanos(this, NAP_NANOS);
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
		return this.ready.drain();
	}

}

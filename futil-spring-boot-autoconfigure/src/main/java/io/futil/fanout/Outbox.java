package io.futil.fanout;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Where one worker puts the outcomes of one run of tiny tasks: into parcels instead of
 * one by one, so that workers do not contend for the queue. The consumer sees each
 * outcome at once. What is added to a parcel comes before what others sent meanwhile; so
 * nothing is added to one that is not young.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Outbox<T extends @Nullable Object, R extends @Nullable Object> implements Sink<T, R> {

	private static final long YOUNG_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	private final QueueSink<T, R> sink;

	private int tasks;

	private @Nullable Parcel<TaskResult<T, R>> parcel;

	private long sentNanos;

	/**
	 * An empty outbox.
	 * @param tasks how many outcomes there will be at most
	 */
	Outbox(QueueSink<T, R> sink, int tasks) {
		this.sink = sink;
		this.tasks = tasks;
	}

	@Override
	public boolean needsTimes() {
		return this.sink.needsTimes();
	}

	@Override
	public boolean needsRunning() {
		return this.sink.needsRunning();
	}

	@Override
	public boolean success(T item, R value, Execution execution) {
		TaskResult<T, R> result = new TaskResult.Success<>(item, value, execution);
		long now = execution.waitedNanos() + execution.elapsedNanos();
		Parcel<TaskResult<T, R>> parcel = this.parcel;
		if (parcel != null && now - this.sentNanos < YOUNG_NANOS) {
			parcel.add(result);
		}
		else {
			endRun();
			parcel = new Parcel<>(this.tasks);
			parcel.add(result);
			this.parcel = parcel;
			this.sentNanos = now;
			this.sink.send(parcel);
		}
		this.tasks--;
		this.sink.wake();
		return true;
	}

	@Override
	public boolean failure(TaskResult.Failure<T, R> failure) {
		return this.sink.failure(failure);
	}

	@Override
	public void endRun() {
		if (this.parcel != null) {
			this.parcel.close();
		}
	}

}

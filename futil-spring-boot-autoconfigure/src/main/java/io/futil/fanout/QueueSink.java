package io.futil.fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Outcomes for a consumer that takes them one by one, in the order of completion or of
 * the input. Its source bounds how many there can be; nobody waits to put one in.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class QueueSink<T extends @Nullable Object, R extends @Nullable Object> implements Sink<T, R> {

	private final boolean ordered;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** What can be taken. Guarded by {@link #lock}. */
	private final Deque<TaskResult<T, R>> ready = new ArrayDeque<>();

	/** What is there before its turn. Guarded by {@link #lock}. */
	private final Map<Integer, TaskResult<T, R>> early = new HashMap<>();

	/** Guarded by {@link #lock}. */
	private int nextIndex;

	/**
	 * A sink.
	 * @param ordered whether to keep the order of the input, and to end with the first
	 * failure
	 */
	QueueSink(boolean ordered) {
		this.ordered = ordered;
	}

	@Override
	public boolean needsTimes() {
		return !this.ordered;
	}

	@Override
	public boolean success(int index, T item, R value, long waitedNanos, long elapsedNanos) {
		put(new TaskResult.Success<>(item, value, new Execution(index, 1, waitedNanos, elapsedNanos)));
		return true;
	}

	@Override
	public boolean failure(TaskResult.Failure<T, R> failure) {
		if (!this.ordered) {
			put(failure);
		}
		return !this.ordered;
	}

	private void put(TaskResult<T, R> result) {
		this.lock.lock();
		try {
			if (this.ordered) {
				this.early.put(result.index(), result);
				for (TaskResult<T, R> next = this.early.remove(this.nextIndex); next != null; next = this.early
					.remove(this.nextIndex)) {
					this.ready.add(next);
					this.nextIndex++;
				}
			}
			else {
				this.ready.add(result);
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The next outcome, or {@code null} if there is none yet. */
	@Nullable TaskResult<T, R> poll() {
		this.lock.lock();
		try {
			return this.ready.poll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until there is an outcome, or the call has stopped or ended.
	 * @return {@code false} if nothing happened for as long as the call has patience
	 */
	boolean awaitChange(Call<T, R> call) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = call.patience();
			while (this.ready.isEmpty() && !call.isStopped() && !call.hasEnded() && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return left > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What was not taken. */
	List<TaskResult<T, R>> rest() {
		this.lock.lock();
		try {
			List<TaskResult<T, R>> rest = new ArrayList<>(this.ready);
			rest.addAll(this.early.values());
			return rest;
		}
		finally {
			this.lock.unlock();
		}
	}

}

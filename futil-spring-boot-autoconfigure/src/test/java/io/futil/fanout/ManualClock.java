package io.futil.fanout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is told. What is due runs on the thread that tells.
 */
final class ManualClock implements AlarmClock {

	/** Not zero: nobody may take the time for a duration. */
	private final AtomicLong now = new AtomicLong(1_000_000_007);

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by {@link #lock}. */
	private final List<Alarm> alarms = new ArrayList<>();

	@Override
	public long now() {
		return this.now.get();
	}

	@Override
	public Future<?> after(long nanos, Runnable step) {
		FutureTask<?> task = new FutureTask<>(step, null);
		this.lock.lock();
		try {
			this.alarms.add(new Alarm(now() + nanos, task));
		}
		finally {
			this.lock.unlock();
		}
		return task;
	}

	/**
	 * Let time pass.
	 * @return how many alarms have gone off
	 */
	int advance(long nanos) {
		long until = this.now.get() + nanos;
		List<Alarm> due = due(until);
		due.forEach((alarm) -> {
			this.now.set(alarm.at());
			alarm.task().run();
		});
		this.now.set(until);
		return due.size();
	}

	private List<Alarm> due(long until) {
		this.lock.lock();
		try {
			this.alarms.removeIf((alarm) -> alarm.task().isDone());
			List<Alarm> due = new ArrayList<>(this.alarms.stream().filter((alarm) -> alarm.at() <= until).toList());
			due.sort(Comparator.comparingLong(Alarm::at));
			this.alarms.removeAll(due);
			return due;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many alarms are set and were not cancelled. */
	long pending() {
		this.lock.lock();
		try {
			return this.alarms.stream().filter((alarm) -> !alarm.task().isDone()).count();
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Alarm(long at, FutureTask<?> task) {

	}

}

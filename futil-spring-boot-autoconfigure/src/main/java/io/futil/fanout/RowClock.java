package io.futil.fanout;

import java.util.function.LongSupplier;

/**
 * Times the tasks of a row one by one, for outcomes that say how long their tasks took.
 * <p>
 * To look at the clock takes as long as a tiny task. So where tasks are tiny, there is
 * one look for eight of them: the first seven are taken to be as long as those before
 * were on average, and the eighth has the rest. Their sum is right, and each is right to
 * within what eight tiny tasks take. But one that takes its time must not be mistaken for
 * its neighbour: it is done only while the {@link Heartbeat} goes, and if that has beaten
 * there is a look at once.
 */
final class RowClock {

	private static final int TASKS_PER_LOOK = 8;

	/** Where tasks take longer on average, a look behind each matters little. */
	private static final long TINY_NANOS = 200;

	private final Heartbeat heartbeat;

	private final LongSupplier clock;

	private int beats;

	private boolean beating;

	private long lastLook;

	/** How many tasks have ended since. */
	private int tasks;

	/** What a task has taken, 0 if that is not known. */
	private long mean;

	RowClock(Heartbeat heartbeat) {
		this(heartbeat, System::nanoTime);
	}

	RowClock(Heartbeat heartbeat, LongSupplier clock) {
		this.heartbeat = heartbeat;
		this.clock = clock;
	}

	/** When the first task of a row begins. */
	long start() {
		this.beats = this.heartbeat.beats();
		this.beating = this.heartbeat.isBeating();
		this.tasks = 0;
		this.lastLook = this.clock.getAsLong();
		return this.lastLook;
	}

	/**
	 * When a task has ended, and the next one of the row begins.
	 * @param started when it began
	 * @param last whether it was the last one of the row
	 */
	long next(long started, boolean last) {
		this.tasks++;
		boolean guess = !last && this.tasks < TASKS_PER_LOOK && this.mean > 0 && this.mean < TINY_NANOS && this.beating
				&& this.heartbeat.beats() == this.beats;
		// Those before may have been taken to be longer than they were.
		return guess ? started + this.mean : Math.max(started, look());
	}

	private long look() {
		long before = this.lastLook;
		int tasks = this.tasks;
		long now = start();
		this.mean = (now - before) / tasks;
		return now;
	}

}

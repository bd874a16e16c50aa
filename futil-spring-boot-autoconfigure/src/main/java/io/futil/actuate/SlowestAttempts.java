package io.futil.actuate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.futil.fanout.spi.AttemptOutcome;

/**
 * The twenty slowest attempts of the last five to ten minutes. An attempt that is not
 * among them costs one comparison.
 * <p>
 * They are kept in two generations. Every five minutes the younger becomes the older one
 * and a new one begins, empty.
 */
final class SlowestAttempts {

	private static final int MOST = 20;

	private static final long GENERATION_NANOS = TimeUnit.MINUTES.toNanos(5);

	private static final Comparator<Attempt> BY_TIME = Comparator.comparingLong(Attempt::nanos);

	private final LongSupplier clock;

	private final ReentrantLock lock = new ReentrantLock();

	private PriorityQueue<Attempt> young = new PriorityQueue<>(BY_TIME);

	private PriorityQueue<Attempt> old = new PriorityQueue<>(BY_TIME);

	/** When the younger generation began. Written with the lock held. */
	private volatile long born;

	/** What an attempt must have taken longer than to be among them. */
	private volatile long threshold = -1;

	SlowestAttempts(LongSupplier clock) {
		this.clock = clock;
		this.born = clock.getAsLong();
	}

	/** Called for each attempt that is timed by itself. */
	void ended(RecordedCall call, int index, int number, AttemptOutcome outcome, long nanos) {
		if (nanos > this.threshold) {
			// Without the call, which is not to be kept.
			keep(new Attempt(Texts.name(call.operation()), call.executor(), index, number, outcome, nanos,
					System.currentTimeMillis()));
		}
	}

	private void keep(Attempt attempt) {
		this.lock.lock();
		try {
			this.young.add(attempt);
			if (this.young.size() > MOST) {
				this.young.poll();
			}
			Attempt quickest = this.young.peek();
			this.threshold = (this.young.size() == MOST && quickest != null) ? quickest.nanos() : -1;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Forget what is too old, if it is time. */
	void age() {
		if (this.clock.getAsLong() - this.born < GENERATION_NANOS) {
			return;
		}
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			long age = now - this.born;
			if (age >= GENERATION_NANOS) {
				this.old = (age < 2 * GENERATION_NANOS) ? this.young : new PriorityQueue<>(BY_TIME);
				this.young = new PriorityQueue<>(BY_TIME);
				this.threshold = -1;
				this.born = now;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The slowest first. */
	List<SlowAttempt> list() {
		age();
		List<Attempt> all;
		this.lock.lock();
		try {
			all = new ArrayList<>(Stream.concat(this.young.stream(), this.old.stream()).toList());
		}
		finally {
			this.lock.unlock();
		}
		return all.stream().sorted(BY_TIME.reversed()).limit(MOST).map(Attempt::shown).toList();
	}

	private record Attempt(String operation, String executor, int index, int number, AttemptOutcome outcome, long nanos,
			long endedMillis) {

		SlowAttempt shown() {
			return new SlowAttempt(this.operation, this.executor, this.index, this.number, Words.of(this.outcome),
					Times.millis(this.nanos), Times.instant(this.endedMillis));
		}

	}

}

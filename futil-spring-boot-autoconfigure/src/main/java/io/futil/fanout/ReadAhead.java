package io.futil.fanout;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many tasks may be read ahead of a consumer. Used by the consumer's thread only.
 * <p>
 * Where a task or the consumer takes its time, two per worker, and not many more than
 * workers, are plenty, and what is held is small. Where both are quick, so small a window
 * would have the two sides wake each other all the time; so it grows as long as a quarter
 * of it comes and goes at once, and shrinks again when that ends. Room is handed back in
 * such quarters for the same reason.
 */
final class ReadAhead {

	/** How many tasks may wait beyond one for each worker. */
	private static final int MOST_SPARE = 64;

	private static final int MOST = 8192;

	private static final long QUICK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final LongSupplier clock;

	private final int least;

	private int window;

	/** Results for which no room was handed back yet. */
	private int taken;

	/** Results since the window was last judged. */
	private int judged;

	private long lastJudgement;

	ReadAhead(int workers) {
		this(workers, System::nanoTime);
	}

	ReadAhead(int workers, LongSupplier clock) {
		this.clock = clock;
		this.least = workers + Math.min(workers, MOST_SPARE);
		this.window = this.least;
		this.lastJudgement = clock.getAsLong();
	}

	/** The number of tasks to start with. */
	int atStart() {
		return this.window;
	}

	/** Whether tasks and consumer have shown to be quick. */
	boolean isQuick() {
		return this.window > this.least;
	}

	/**
	 * A result was taken.
	 * @return how many more tasks may be read now
	 */
	int take() {
		this.taken++;
		this.judged++;
		return (this.taken >= quarter()) ? room() : 0;
	}

	/**
	 * There is no result to take: whoever could make one has to have all the room there
	 * is.
	 * @return how many more tasks may be read now
	 */
	int runDry() {
		return (this.taken > 0) ? room() : 0;
	}

	private int room() {
		int next = judge();
		int room = this.taken + next - this.window;
		if (room <= 0) {
			// Shrinks as results are taken.
			this.window -= this.taken;
			this.taken = 0;
			return 0;
		}
		this.window = next;
		this.taken = 0;
		return room;
	}

	/** How large the window should be. A few quick results say nothing of a large one. */
	private int judge() {
		long now = this.clock.getAsLong();
		long nanos = now - this.lastJudgement;
		if (this.judged < quarter() && nanos <= SLOW_NANOS) {
			return this.window;
		}
		this.lastJudgement = now;
		this.judged = 0;
		return next(nanos);
	}

	private int quarter() {
		return Math.max(1, this.window >> 2);
	}

	private int next(long nanos) {
		if (nanos < QUICK_NANOS) {
			return Math.max(this.window, Math.min(2 * this.window, MOST));
		}
		return (nanos > SLOW_NANOS) ? Math.max(this.window >> 1, this.least) : this.window;
	}

}

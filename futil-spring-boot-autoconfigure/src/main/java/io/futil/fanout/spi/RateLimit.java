package io.futil.fanout.spi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * At most so many starts in any period of time, wherever one begins to count. All of them
 * may come at once: the next are due when these are a period old.
 * <p>
 * Nobody is made to wait in here, and there is no thread: whoever finds no permit stands
 * in line, first come first served, and the first in line comes back when its permit is
 * due. A permit that was granted and not used in time is renewed, so that what counts is
 * the start and not the grant.
 */
public final class RateLimit {

	/** What {@link #use} says if nothing may start. */
	public static final long NONE = Long.MIN_VALUE;

	/** Far enough for anybody, near enough that differences do not overflow. */
	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

	private final LongSupplier clock;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final SlidingWindow window;

	/** Guarded by the lock. */
	private final Deque<Waiter> line = new ArrayDeque<>();

	/** Who was told to come back. Guarded by the lock. */
	private @Nullable Waiter told;

	/**
	 * A limit that nothing was taken from.
	 * @param permits how many starts, at least 1
	 * @param period in which time, longer than zero
	 */
	public RateLimit(int permits, Duration period) {
		this(permits, period, System::nanoTime);
	}

	/**
	 * A limit by another clock.
	 * @param permits how many starts, at least 1
	 * @param period in which time, longer than zero
	 * @param clock tells nanoseconds, from any point in time
	 */
	public RateLimit(int permits, Duration period, LongSupplier clock) {
		if (permits < 1 || period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException("A rate of " + permits + " in " + period
					+ " makes no sense; there must be at least one, in a period longer than zero");
		}
		this.window = new SlidingWindow(permits, ((period.compareTo(LONGEST) < 0) ? period : LONGEST).toNanos());
		this.clock = clock;
	}

	/**
	 * Take a permit, now or in turn: {@link Waiter#granted} is called, perhaps before
	 * this returns.
	 * @param waiter who asks; not to stand in line already
	 * @param patience how many nanoseconds it would wait
	 * @return {@code false} if it would have to wait longer, and so does not
	 */
	public boolean ask(Waiter waiter, long patience) {
		this.lock.lock();
		try {
			if (this.window.untilDue(this.clock.getAsLong(), this.line.size()) > patience) {
				return false;
			}
			this.line.addLast(waiter);
		}
		finally {
			this.lock.unlock();
		}
		proceed();
		return true;
	}

	/**
	 * Use a permit that was granted: something starts now. If others have started so much
	 * meanwhile that it must not, the waiter is the first in line again.
	 * @param waiter who was granted it
	 * @param moment when
	 * @return the moment of the start, or {@link #NONE}
	 */
	public long use(Waiter waiter, long moment) {
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			this.window.takeBack(moment);
			if (this.window.untilDue(now, 0) == 0) {
				this.window.take(now);
				return now;
			}
			this.line.addFirst(waiter);
		}
		finally {
			this.lock.unlock();
		}
		proceed();
		return NONE;
	}

	/**
	 * Give back a permit for something that has not started after all.
	 * @param moment when it was granted or used
	 */
	public void giveBack(long moment) {
		this.lock.lock();
		try {
			this.window.takeBack(moment);
			this.told = null;
		}
		finally {
			this.lock.unlock();
		}
		proceed();
	}

	/**
	 * Stand in line no more.
	 * @param waiter who leaves, wherever it stands
	 */
	public void leave(Waiter waiter) {
		this.lock.lock();
		try {
			this.line.remove(waiter);
			if (this.told == waiter) {
				this.told = null;
			}
		}
		finally {
			this.lock.unlock();
		}
		proceed();
	}

	/** The first in line is back: see whose turn it is. */
	public void comeBack() {
		this.lock.lock();
		try {
			this.told = null;
		}
		finally {
			this.lock.unlock();
		}
		proceed();
	}

	/** Grant what is due and tell who is then the first, with no lock held. */
	private void proceed() {
		List<Waiter> granted = new ArrayList<>(1);
		Waiter first = null;
		long now;
		long wait = 0;
		this.lock.lock();
		try {
			now = this.clock.getAsLong();
			while (!this.line.isEmpty() && this.window.untilDue(now, 0) == 0) {
				this.window.take(now);
				granted.add(this.line.removeFirst());
			}
			if (this.line.peekFirst() != this.told) {
				first = this.line.peekFirst();
				this.told = first;
				wait = this.window.untilDue(now, 0);
			}
		}
		finally {
			this.lock.unlock();
		}
		granted.forEach((waiter) -> waiter.granted(now));
		if (first != null) {
			first.comeBackIn(wait);
		}
	}

	/**
	 * Somebody who wants to start something. Told on the thread of anybody, and not to
	 * take long over it.
	 */
	public interface Waiter {

		/**
		 * It has a permit, to use or to give back.
		 * @param moment when it was granted, by the limit's clock
		 */
		void granted(long moment);

		/**
		 * It is the first in line, and has to call {@link RateLimit#comeBack} unless it
		 * leaves.
		 * @param nanos in how many nanoseconds
		 */
		void comeBackIn(long nanos);

	}

}

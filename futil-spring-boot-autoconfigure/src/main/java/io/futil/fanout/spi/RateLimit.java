package io.futil.fanout.spi;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of tokens, one for each start, and the line of those who wait for one. It is
 * full at first and is filled evenly: with {@code n} starts a period, {@code n} may come
 * at once, and one more whenever an {@code n}th of a period has passed. So there are
 * {@code n} a period in the long run, and never more than {@code 2n - 1} in any one
 * period, wherever one begins to count: 99 in a second at a limit of 50 a second, 1 in 20
 * milliseconds at a limit of 1 in 20 milliseconds.
 * <p>
 * Nobody is made to wait in here, and there is no thread: whoever finds no token stands
 * in line, first come first served, and the first in line comes back when one is due. A
 * grant takes none yet, it only keeps one for a period; the token is taken when something
 * starts, so that what counts is the start and not the grant, and what does not start
 * after all has nothing to undo. Only a start that gets stuck for a period between
 * {@link Grant#renew} and {@link Grant#use} may come on top of the rest.
 */
public final class RateLimit {

	/** Far enough for anybody, near enough that sums of a few do not overflow. */
	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 8);

	/** How soon to look again for a grant that should be used at any moment. */
	private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);

	private final int permits;

	private final long period;

	private final LongSupplier clock;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Bucket bucket;

	/**
	 * What is kept for those who were told to start, oldest first. Guarded by the lock.
	 */
	private final Deque<Grant> kept = new ArrayDeque<>();

	/** Guarded by the lock. */
	private final Deque<Waiter> line = new ArrayDeque<>();

	/** Who was told to come back. Guarded by the lock. */
	private @Nullable Waiter told;

	/** How often somebody was told to. Guarded by the lock. */
	private long tellings;

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
			throw new IllegalArgumentException("A rate of " + permits + " in " + DurationText.of(period)
					+ " makes no sense; there must be at least one, in a period longer than zero");
		}
		this.permits = permits;
		// The bucket knows no more than one token a nanosecond, nor can anybody start
		// more.
		this.period = Math.max((period.compareTo(LONGEST) < 0) ? period.toNanos() : LONGEST.toNanos(), permits);
		this.clock = clock;
		this.bucket = Bucket.builder()
			.addLimit((limit) -> limit.capacity(permits).refillGreedy(permits, Duration.ofNanos(this.period)))
			.withCustomTimePrecision(new Meter(clock, clock.getAsLong()))
			.withSynchronizationStrategy(SynchronizationStrategy.NONE)
			.build();
	}

	/**
	 * Ask for a start, now or in turn: {@link Waiter#granted} is called, perhaps before
	 * this returns.
	 * @param waiter who asks; not to stand in line already
	 * @param patience how many nanoseconds it would wait
	 * @return {@code false} if it would have to wait longer, and so does not
	 */
	public boolean ask(Waiter waiter, long patience) {
		this.lock.lock();
		try {
			forget(this.clock.getAsLong());
			if (untilDue(this.line.size() + 1L) > patience) {
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

	private void comeBack(long telling) {
		this.lock.lock();
		try {
			if (telling == this.tellings) {
				this.told = null;
			}
		}
		finally {
			this.lock.unlock();
		}
		proceed();
	}

	/**
	 * Grant what is due and tell who is then the first, with no lock held. To be called
	 * where a clock of one's own has been moved: otherwise it happens by itself.
	 */
	public void proceed() {
		List<Grant> granted = new ArrayList<>(1);
		Waiter first = null;
		long telling;
		long wait = 0;
		this.lock.lock();
		try {
			long now = this.clock.getAsLong();
			forget(now);
			while (!this.line.isEmpty() && hasSpare()) {
				Grant grant = new Grant(this.line.removeFirst());
				grant.keep(now);
				granted.add(grant);
			}
			if (this.line.peekFirst() != this.told) {
				first = this.line.peekFirst();
				this.told = first;
				this.tellings++;
				wait = untilNext(now);
			}
			telling = this.tellings;
		}
		finally {
			this.lock.unlock();
		}
		granted.forEach((grant) -> grant.waiter.granted(grant));
		if (first != null) {
			first.comeBackIn(wait, () -> comeBack(telling));
		}
	}

	private boolean hasSpare() {
		return this.bucket.getAvailableTokens() > this.kept.size();
	}

	/** When to look again for the first in line. */
	private long untilNext(long now) {
		Grant oldest = this.kept.peekFirst();
		long wait = untilDue(1);
		if (oldest != null) {
			// As long as all that fits in is kept for others, nothing more gets in.
			wait = (this.kept.size() < this.permits) ? wait : Math.max(wait, SOON);
			wait = Math.min(wait, oldest.moment + this.period - now);
		}
		return Math.max(wait, 1);
	}

	/** How long it takes until there are so many tokens beside those that are kept. */
	private long untilDue(long tokens) {
		long all = this.kept.size() + tokens;
		long beyond = Math.max(0, all - this.permits);
		double more = (double) beyond / this.permits * this.period;
		return this.bucket.estimateAbilityToConsume(all - beyond).getNanosToWaitForRefill()
				+ (long) Math.min(more, Long.MAX_VALUE / 2);
	}

	/** Keep nothing longer than a period: others may be waited for that need it. */
	private void forget(long now) {
		for (Grant first = this.kept.peekFirst(); first != null
				&& now - first.moment >= this.period; first = this.kept.peekFirst()) {
			this.kept.removeFirst();
		}
	}

	/**
	 * Somebody who wants to start something. Told on the thread of anybody, and not to
	 * take long over it.
	 */
	public interface Waiter {

		/**
		 * It may start something.
		 * @param grant to renew and to use, or to give back
		 */
		void granted(Grant grant);

		/**
		 * It is the first in line, and has to come back unless it leaves.
		 * @param nanos in how many nanoseconds
		 * @param comeBack what to run then
		 */
		void comeBackIn(long nanos, Runnable comeBack);

	}

	/**
	 * Leave for one start.
	 */
	public final class Grant {

		private final Waiter waiter;

		/** When it was granted or renewed. Guarded by the lock of the limit. */
		private long moment;

		private Grant(Waiter waiter) {
			this.waiter = waiter;
		}

		/** To be called with the lock held. */
		private void keep(long now) {
			this.moment = now;
			RateLimit.this.kept.addLast(this);
		}

		/**
		 * Keep it for another period, as something is about to start. If that comes so
		 * late that others have used what was kept for it, the waiter is the first in
		 * line again.
		 * @return whether it may be used
		 */
		public boolean renew() {
			RateLimit.this.lock.lock();
			try {
				long now = RateLimit.this.clock.getAsLong();
				RateLimit.this.kept.remove(this);
				forget(now);
				if (hasSpare()) {
					keep(now);
					return true;
				}
				RateLimit.this.line.addFirst(this.waiter);
			}
			finally {
				RateLimit.this.lock.unlock();
			}
			proceed();
			return false;
		}

		/**
		 * Use it: something starts now. If it took longer than a period to get so far,
		 * and others have used what was kept for it, those behind wait the longer.
		 */
		public void use() {
			RateLimit.this.lock.lock();
			try {
				RateLimit.this.kept.remove(this);
				RateLimit.this.bucket.consumeIgnoringRateLimits(1);
			}
			finally {
				RateLimit.this.lock.unlock();
			}
		}

		/** Give it back: nothing starts after all. */
		public void giveBack() {
			RateLimit.this.lock.lock();
			try {
				RateLimit.this.kept.remove(this);
			}
			finally {
				RateLimit.this.lock.unlock();
			}
			proceed();
		}

	}

	/**
	 * The clock of the bucket. It begins at zero, so that it does not run over.
	 *
	 * @param clock tells nanoseconds
	 * @param origin when it began
	 */
	private record Meter(LongSupplier clock, long origin) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.clock.getAsLong() - this.origin;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}

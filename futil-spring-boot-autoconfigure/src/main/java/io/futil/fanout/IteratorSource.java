package io.futil.fanout;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Items that are read as workers need them, by one worker at a time. A worker that finds
 * another one reading does not wait: it rests, and the reader brings it back. A source
 * may be given credits, one per task that is claimed and not yet consumed; without a
 * credit nothing is read.
 *
 * @param <T> the type of the items
 */
final class IteratorSource<T extends @Nullable Object> implements Source<T> {

	private static final int LOOKS = 64;

	private final ReentrantLock reading = new ReentrantLock();

	private final Iterable<? extends T> items;

	private final AtomicLong credits;

	private final boolean endless;

	private final LongConsumer beforeClaim;

	/** Guarded by {@link #reading}. */
	private @Nullable Iterator<? extends T> iterator;

	/** Guarded by {@link #reading}. */
	private long nextIndex;

	private volatile boolean exhausted;

	/**
	 * A source without a bound.
	 * @param beforeClaim told each index before its task is handed out, one at a time
	 */
	static <T extends @Nullable Object> IteratorSource<T> unbounded(Iterable<? extends T> items,
			LongConsumer beforeClaim) {
		return new IteratorSource<>(items, Long.MAX_VALUE, beforeClaim);
	}

	/** A source that reads at most the given number of items ahead of the consumer. */
	static <T extends @Nullable Object> IteratorSource<T> bounded(Iterable<? extends T> items, long credits) {
		return new IteratorSource<>(items, credits, (index) -> {
		});
	}

	private IteratorSource(Iterable<? extends T> items, long credits, LongConsumer beforeClaim) {
		this.items = items;
		this.credits = new AtomicLong(credits);
		this.endless = credits != Long.MAX_VALUE;
		this.beforeClaim = beforeClaim;
	}

	@Override
	public boolean claim(Claim<T> claim) {
		if (!tryRead()) {
			return false;
		}
		try {
			return read(claim);
		}
		finally {
			this.reading.unlock();
		}
	}

	/**
	 * The lock protects a user's iterator, so nobody waits for it; but the next look is
	 * much cheaper than to go home and be called back, and most reads are short.
	 */
	private boolean tryRead() {
		for (int look = 0; look < LOOKS; look++) {
			if (this.exhausted || this.credits.get() <= 0) {
				return false;
			}
			if (this.reading.tryLock()) {
				return true;
			}
			Thread.onSpinWait();
		}
		return false;
	}

	private boolean read(Claim<T> claim) {
		if (this.exhausted || this.credits.get() <= 0) {
			return false;
		}
		Iterator<? extends T> iterator = this.iterator;
		if (iterator == null) {
			iterator = this.items.iterator();
			this.iterator = iterator;
		}
		if (!iterator.hasNext()) {
			this.exhausted = true;
			this.iterator = null;
			return false;
		}
		T item = iterator.next();
		this.credits.decrementAndGet();
		this.beforeClaim.accept(this.nextIndex);
		claim.task(this.nextIndex++, item);
		return true;
	}

	/** The consumer has taken results: that many more tasks may be read. */
	void addCredits(int more) {
		this.credits.addAndGet(more);
	}

	@Override
	public boolean isClaimable() {
		return !this.exhausted && this.credits.get() > 0 && !this.reading.isLocked();
	}

	@Override
	public boolean isExhausted() {
		return this.exhausted;
	}

	@Override
	public boolean isEndless() {
		return this.endless;
	}

	@Override
	public long size() {
		return -1;
	}

	@Override
	public int workersAtStart(int limit) {
		return limit;
	}

	@Override
	public boolean isRampedUp() {
		return true;
	}

	/** The number of tasks handed out so far. */
	long claimed() {
		return this.nextIndex;
	}

}

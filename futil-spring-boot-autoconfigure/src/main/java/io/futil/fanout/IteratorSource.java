package io.futil.fanout;

import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Items that are read as workers need them, by one worker at a time. A worker that finds
 * another one reading does not wait: it rests, and the reader brings it back. A source
 * may be given credits, one per task that is read and not yet consumed; without a credit
 * nothing is read.
 * <p>
 * A worker reads one item at a time, and only when it has nothing else to do: an iterator
 * may well wait for what becomes of the items before. Where reading and tasks have shown
 * to be quick, it reads a {@link Batch}, from which the others can take; and should the
 * iterator wait all the same, the {@link StallWatch} brings them and has the reader lend
 * its place.
 *
 * @param <T> the type of the items
 */
final class IteratorSource<T extends @Nullable Object> implements Source<T> {

	/** More than of an array: the outcomes of a run are handed to a stream as one. */
	private static final int MAX_RUN_OF_MANY = 16;

	private static final int RUNS_OF_BATCH = 16;

	private static final int LOOKS = 64;

	private static final long TARGET_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private static final int MAX_BATCH = 512;

	private static final int TASKS_PER_LOOK = 64;

	/** If so many take longer, they are not tiny any more. */
	private static final long SLOW_NANOS = 8 * TARGET_NANOS;

	private final ReentrantLock reading = new ReentrantLock();

	private final Iterable<? extends T> items;

	private final AtomicLong credits;

	private final boolean endless;

	private final LongConsumer beforeClaim;

	/** Asked for each batch if it looks after it; {@code null} if there must be none. */
	private @Nullable BooleanSupplier watch;

	/** How many tasks may be performed in a row. */
	private int maxRun = 1;

	/** Guarded by {@link #reading}. */
	private @Nullable Iterator<? extends T> iterator;

	/** Guarded by {@link #reading}. */
	private long nextIndex;

	/**
	 * Whether whoever reads a batch should stop at the next item, because the iterator
	 * waits: perhaps for the tasks of items that this thread has in its hands.
	 */
	private volatile boolean hurried;

	/** What was read last; replaced when it is empty. */
	private volatile Batch<T> batch = new Batch<>(0, 0);

	private final ReaderPlace readerPlace = new ReaderPlace();

	/** What workers have read and given back. */
	private final Queue<Batch<T>> returned = new ConcurrentLinkedQueue<>();

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

	/** There is nothing to read. To be said before anybody does. */
	void exhaust() {
		this.exhausted = true;
	}

	private IteratorSource(Iterable<? extends T> items, long credits, LongConsumer beforeClaim) {
		this.items = items;
		this.credits = new AtomicLong(credits);
		this.endless = credits != Long.MAX_VALUE;
		this.beforeClaim = beforeClaim;
	}

	@Override
	public void allowRuns(int workers, BooleanSupplier watch) {
		if (workers > 1) {
			this.watch = watch;
			this.maxRun = Claim.maxRun(workers, MAX_RUN_OF_MANY);
		}
	}

	@Override
	public boolean claim(Claim<T> claim) {
		for (int look = 0; look < LOOKS; look++) {
			if (claimMore(claim)) {
				return true;
			}
			if (!isReadable()) {
				break;
			}
			// The lock protects a user's iterator, so nobody waits for it; but the next
			// look is much cheaper than to go home and be called back.
			if (this.reading.tryLock()) {
				try {
					return claimMore(claim) || read(claim);
				}
				finally {
					this.reading.unlock();
				}
			}
			Thread.onSpinWait();
		}
		claim.pause();
		return false;
	}

	@Override
	public boolean claimMore(Claim<T> claim) {
		Batch<T> back = this.returned.poll();
		return (back != null) ? back.take(claim, Integer.MAX_VALUE >> 1) : this.batch.take(claim, runSize(claim));
	}

	private int runSize(Claim<T> claim) {
		int size = claim.runSize(this.maxRun, RUNS_OF_BATCH);
		return (size > 1 && !this.batch.isEmpty() && claim.hasSlowedDown(TASKS_PER_LOOK - size, SLOW_NANOS, size)) ? 1
				: size;
	}

	private boolean read(Claim<T> claim) {
		long first = this.nextIndex;
		try {
			if (!isReadable() || !hasNext()) {
				return false;
			}
			int most = batchSize(claim);
			if (most == 1) {
				claim.task(first, next());
				return true;
			}
			readBatch(new Batch<>((int) first, most), first + most);
			return claimMore(claim);
		}
		finally {
			this.credits.addAndGet(first - this.nextIndex);
		}
	}

	private void readBatch(Batch<T> batch, long end) {
		this.batch = batch;
		this.readerPlace.begin();
		try {
			do {
				batch.add(next());
			}
			while (this.nextIndex < end && !this.hurried && hasNext());
		}
		finally {
			this.readerPlace.end();
		}
	}

	private int batchSize(Claim<T> claim) {
		BooleanSupplier watch = this.watch;
		int size = (watch != null) ? claim.adapt(TARGET_NANOS, MAX_BATCH) : 1;
		if (watch == null || size == 1) {
			return 1;
		}
		this.hurried = false;
		if (!watch.getAsBoolean()) {
			return 1;
		}
		// The consumer only ever adds credits: what is there now is there at the end.
		return (int) Math.min(this.credits.get(), size);
	}

	private boolean hasNext() {
		Iterator<? extends T> iterator = this.iterator;
		if (iterator == null) {
			iterator = Objects.requireNonNull(this.items.iterator(), "The iterator of items is null");
			this.iterator = iterator;
		}
		if (!iterator.hasNext()) {
			this.exhausted = true;
			this.iterator = null;
			return false;
		}
		return true;
	}

	@SuppressWarnings("NullAway") // there is an iterator, for it has a next item
	private T next() {
		T item = this.iterator.next();
		this.beforeClaim.accept(this.nextIndex++);
		return item;
	}

	@Override
	public T item(Claim<T> claim, int index) {
		Batch<T> batch = claim.batch();
		return (batch != null) ? batch.remove(index) : claim.item();
	}

	@Override
	public void giveBack(Claim<T> claim) {
		if (claim.hasNext()) {
			Batch<T> back = new Batch<>(claim.peek(), claim.end() - claim.peek());
			while (claim.hasNext()) {
				back.add(item(claim, claim.next()));
			}
			this.returned.add(back);
		}
	}

	/** The consumer has taken results: that many more tasks may be read. */
	void addCredits(int more) {
		this.credits.addAndGet(more);
	}

	private boolean isReadable() {
		return !this.exhausted && this.credits.get() > 0;
	}

	private boolean hasRead() {
		return !this.batch.isEmpty() || !this.returned.isEmpty();
	}

	@Override
	public void stalled() {
		this.hurried = true;
	}

	@Override
	public void lendReaderPlace() {
		this.readerPlace.lend();
	}

	@Override
	public boolean hasTask() {
		if (hasRead()) {
			return true;
		}
		if (!isReadable() || !this.reading.tryLock()) {
			return false;
		}
		try {
			return hasRead() || isReadable() && hasNext();
		}
		finally {
			this.reading.unlock();
		}
	}

	@Override
	public boolean isClaimable() {
		return hasRead() || isReadable() && !this.reading.isLocked();
	}

	@Override
	public boolean isExhausted() {
		// In this order: the last batch is there before the end is seen.
		return this.exhausted && !hasRead();
	}

	@Override
	public long progress() {
		return this.batch.position();
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
	public boolean isRead() {
		return true;
	}

	@Override
	public boolean isRampedUp() {
		return true;
	}

}

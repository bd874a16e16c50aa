package io.futil.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The items of a collection, read once on the caller's thread. Workers claim blocks of
 * consecutive items, as large as takes them about {@link #TARGET_NANOS}, so that tiny
 * items cost no atomic operation each. Slow items may hide in a block of quick ones: a
 * block is worked off in short runs, and a worker that finds no block left takes half of
 * another's.
 *
 * @param <T> the type of the items
 */
final class ArraySource<T extends @Nullable Object> implements Source<T> {

	/** Where many workers could take tasks away, if they were not in a run. */
	private static final int MAX_RUN_OF_MANY = 8;

	private static final int RUNS_OF_BLOCK = 32;

	/**
	 * Long enough that even items of some ten microseconds come in blocks: processors
	 * that fetch them one by one wait for each other, at the cursor and where they put
	 * the results.
	 */
	private static final long TARGET_NANOS = TimeUnit.MICROSECONDS.toNanos(160);

	private static final int MAX_BLOCK = 1024;

	/** A block of twice as many would have to be smaller if these take the target. */
	private static final int TASKS_PER_LOOK = 64;

	private final @Nullable Object[][] items;

	private final int size;

	/** The size of each block, 0 to find it by measurement. */
	private final int blockSize;

	/** How many tasks may be performed in a row. */
	private int maxRun = 1;

	private final AtomicInteger cursor = new AtomicInteger();

	private final Blocks<T> blocks = new Blocks<>();

	/**
	 * A source.
	 * @param blockSize how many tasks a worker claims at once, 0 to find out
	 */
	ArraySource(@Nullable Object[][] items, int blockSize) {
		this.items = items;
		this.size = Segments.size(items);
		this.blockSize = blockSize;
	}

	@Override
	public void allowRuns(int workers, BooleanSupplier watch) {
		this.maxRun = Claim.maxRun(workers, MAX_RUN_OF_MANY);
	}

	@Override
	public void register(Claim<T> claim) {
		this.blocks.register(claim);
	}

	@Override
	public boolean claim(Claim<T> claim) {
		return claimMore(claim) || claimBlock(claim) && claimMore(claim) || stealBlock(claim);
	}

	@Override
	public boolean claimMore(Claim<T> claim) {
		return claim.takeFront(runSize(claim));
	}

	private int runSize(Claim<T> claim) {
		int size = claim.runSize(this.maxRun, RUNS_OF_BLOCK);
		return (size > 1 && claim.hasBlock() && claim.hasSlowedDown(TASKS_PER_LOOK - size, TARGET_NANOS, size)) ? 1
				: size;
	}

	private boolean claimBlock(Claim<T> claim) {
		int size = (this.blockSize != 0) ? this.blockSize : claim.adapt(TARGET_NANOS, MAX_BLOCK);
		int from = this.cursor.get();
		while (from < this.size) {
			int left = this.size - from;
			// Towards the end smaller ones, so that all workers end together.
			int until = from + Math.min(left, Math.min(size, Math.max(1, left >>> 2)));
			if (this.cursor.compareAndSet(from, until)) {
				claim.fill(from, until);
				if (until - from > 1 && this.cursor.get() >= this.size) {
					this.blocks.appeared();
				}
				return true;
			}
			from = this.cursor.get();
		}
		claim.pause();
		return false;
	}

	private boolean stealBlock(Claim<T> claim) {
		// Another one may be quicker to take away again what this has stolen.
		while (this.blocks.steal(claim)) {
			if (claimMore(claim)) {
				return true;
			}
		}
		return false;
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // T may itself be nullable
	public T item(Claim<T> claim, int index) {
		return (T) Segments.get(this.items, index);
	}

	@Override
	public @Nullable Object @Nullable [] itemsOfRun(int first) {
		return this.items[first >>> Segments.BITS];
	}

	@Override
	public void giveBack(Claim<T> claim) {
		// Else who gives way behind each run would never learn that tasks are slow.
		if (claim.runSize(this.maxRun, RUNS_OF_BLOCK) > 1) {
			claim.hasSlowedDown(0, TARGET_NANOS, 1);
		}
		claim.giveBack();
		this.blocks.appeared();
	}

	@Override
	public boolean isClaimable() {
		return !isExhausted();
	}

	@Override
	public boolean isExhausted() {
		return this.cursor.get() >= this.size && !this.blocks.areThere();
	}

	@Override
	public long progress() {
		return this.cursor.get();
	}

	@Override
	public long size() {
		return this.size;
	}

	@Override
	public int workersAtStart(int limit) {
		return Math.min(limit, this.size);
	}

	@Override
	public boolean isRampedUp() {
		return false;
	}

}

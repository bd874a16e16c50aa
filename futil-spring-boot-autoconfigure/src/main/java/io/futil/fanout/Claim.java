package io.futil.fanout;

import java.util.concurrent.atomic.AtomicLongArray;

import org.jspecify.annotations.Nullable;

/**
 * What a worker has claimed. Two levels: the <i>run</i>, tasks it performs now, one after
 * the other; and the <i>block</i>, tasks it will perform next unless another worker takes
 * them away. A source that hands out one task at a time uses the run only.
 * <p>
 * The run belongs to the thread that carries the worker. The block is one atomic word,
 * its bounds, so that the owner takes from the front and thieves from the back.
 *
 * @param <T> the type of the items
 */
final class Claim<T extends @Nullable Object> {

	/**
	 * The block is one word in the middle of two cache lines of nothing: claims are made
	 * one after the other, lie side by side, and are written to by different threads.
	 */
	private static final int BLOCK = 8;

	private static final int MAX_RUN = 32;

	private static final int MAX_IN_ALL_RUNS = 64;

	private final AtomicLongArray block = new AtomicLongArray(2 * BLOCK);

	private int next;

	private int end;

	/** The item of a run of one task. */
	private @Nullable T item;

	/** Where the items of the run are, if they are in a batch. */
	private @Nullable Batch<T> batch;

	/** How many tasks to claim at once, as learned so far; used by the source. */
	private int blockSize = 1;

	/** When the last block was claimed, 0 if not known; used by the source. */
	private long blockStart;

	/** Whether there was less for the block than that: it says nothing of larger ones. */
	private boolean cutShort;

	/** When somebody looked at the clock for this claim, 0 if not known. */
	private long lastLook;

	/** How many tasks were taken into runs since. */
	private int takenSinceLook;

	// The run

	/** A run of one task. */
	void task(long index, @Nullable T item) {
		this.next = (int) index;
		this.end = this.next + 1;
		this.item = item;
		this.batch = null;
	}

	/** A run of several tasks, whose items are in a batch. */
	void run(Batch<T> batch, int from, int to) {
		run(from, to);
		this.batch = batch;
	}

	/** A run of several tasks, whose items the source knows by index. */
	void run(int from, int to) {
		this.next = from;
		this.end = to;
	}

	/** Put the rest of the run back in front of the block, for whoever comes first. */
	void giveBack() {
		// Who knows when somebody will go on.
		pause();
		if (hasNext()) {
			long bounds = this.block.get(BLOCK);
			// Only the owner moves the front, so the block begins where the run ends.
			while (!this.block.compareAndSet(BLOCK, bounds, pack(this.next, to(bounds)))) {
				bounds = this.block.get(BLOCK);
			}
			this.next = this.end;
		}
	}

	boolean hasNext() {
		return this.next != this.end;
	}

	int next() {
		return this.next++;
	}

	/** Those before this one were performed. */
	void goOnAt(int index) {
		this.next = index;
	}

	int peek() {
		return this.next;
	}

	int end() {
		return this.end;
	}

	@SuppressWarnings("NullAway") // T may itself be nullable
	T item() {
		return this.item;
	}

	@Nullable Batch<T> batch() {
		return this.batch;
	}

	/** Let go of the items, so that a resting worker keeps nothing alive. */
	void clear() {
		this.item = null;
		this.batch = null;
	}

	// The block

	/** Put tasks into the empty block. Called by the owner. */
	void fill(int from, int to) {
		this.cutShort = to - from < this.blockSize;
		this.block.set(BLOCK, pack(from, to));
	}

	private void looked(long now) {
		this.lastLook = now;
		this.takenSinceLook = 0;
	}

	/**
	 * Take tasks from the front into the run, which ends where a segment does. Called by
	 * the owner.
	 */
	boolean takeFront(int most) {
		long bounds = this.block.get(BLOCK);
		while (from(bounds) < to(bounds)) {
			int until = Math.min(Math.min(from(bounds) + most, to(bounds)), (from(bounds) | Segments.MASK) + 1);
			if (this.block.compareAndSet(BLOCK, bounds, pack(until, to(bounds)))) {
				run(from(bounds), until);
				return true;
			}
			bounds = this.block.get(BLOCK);
		}
		return false;
	}

	/** Move the back half of another worker's block into this empty one. */
	boolean steal(Claim<T> victim) {
		long bounds = victim.block.get(BLOCK);
		while (from(bounds) < to(bounds)) {
			int middle = (from(bounds) + to(bounds)) >>> 1;
			if (victim.block.compareAndSet(BLOCK, bounds, pack(from(bounds), middle))) {
				fill(middle, to(bounds));
				// The time it took to find this is none of the tasks'.
				looked(0);
				return true;
			}
			bounds = victim.block.get(BLOCK);
		}
		return false;
	}

	boolean hasBlock() {
		long bounds = this.block.get(BLOCK);
		return from(bounds) < to(bounds);
	}

	/**
	 * How long a run may be. Nobody can take its tasks away, so they are few: the fewer,
	 * the more workers there are who could. But to claim costs as much as some of the
	 * tiniest.
	 * @param ofMany where there are many workers
	 */
	static int maxRun(int workers, int ofMany) {
		return Math.max(ofMany, Math.min(MAX_RUN, MAX_IN_ALL_RUNS / workers));
	}

	/**
	 * How long a run should be: only tasks that have shown to be tiny are worth one.
	 * @param most how many tasks may stand behind one that takes its time after all
	 * @param runs how many runs there are in a block, at least
	 */
	int runSize(int most, int runs) {
		return Math.max(1, Math.min(most, this.blockSize / runs));
	}

	/**
	 * Learn that tasks take their time, in the middle of a block that was claimed because
	 * those before were tiny: from now on each is a run. The first look at a block that
	 * was stolen or given back only says when that was.
	 * @param tasks how many to take into runs between two looks at the clock
	 * @param most nanoseconds so many may take
	 * @param run how many are taken now
	 * @return whether they took longer
	 */
	boolean hasSlowedDown(int tasks, long most, int run) {
		this.takenSinceLook += run;
		return (this.takenSinceLook > tasks || this.lastLook == 0) && look(most);
	}

	/**
	 * Whether somebody has looked at the clock since the run before, as far as is known.
	 */
	boolean hasJustLooked() {
		return this.takenSinceLook == 0;
	}

	/** When that was. */
	long lastLook() {
		return this.lastLook;
	}

	private boolean look(long most) {
		long now = System.nanoTime();
		boolean slow = this.lastLook != 0 && now - this.lastLook > most;
		looked(now);
		if (slow) {
			this.blockSize = 1;
			pause();
		}
		return slow;
	}

	/** There was no block to claim; the time until there is one tells nothing. */
	void pause() {
		this.blockStart = 0;
		looked(0);
	}

	/**
	 * Learn from how long the last block took.
	 * @param target nanoseconds a block is to take
	 * @param most the largest block
	 * @return how many tasks to claim at once
	 */
	int adapt(long target, int most) {
		long now = System.nanoTime();
		if (this.blockStart != 0) {
			long took = now - this.blockStart;
			if (took < target / 2 && !this.cutShort) {
				// The first tasks of a call cost most: it should not take many to learn.
				int factor = (took < target / 8) ? 4 : 2;
				this.blockSize = Math.min(this.blockSize * factor, most);
			}
			else if (took > target * 2) {
				this.blockSize = Math.max(this.blockSize / 2, 1);
			}
		}
		this.blockStart = now;
		looked(now);
		return this.blockSize;
	}

	private static long pack(int from, int to) {
		return (long) from << Integer.SIZE | to;
	}

	private static int from(long bounds) {
		return (int) (bounds >>> Integer.SIZE);
	}

	private static int to(long bounds) {
		return (int) bounds;
	}

}

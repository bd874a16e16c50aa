package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Numbers from zero that are made when they are asked for, until there are enough or the
 * time is over.
 */
final class Numbers implements Iterator<Integer> {

	private static final int BETWEEN_LOOKS = 1 << 10;

	private final int count;

	private final long end;

	private int next;

	private boolean over;

	Numbers(int count, Duration time) {
		this.count = count;
		this.end = System.nanoTime() + time.toNanos();
	}

	@Override
	public boolean hasNext() {
		if (this.next % BETWEEN_LOOKS == 0 && System.nanoTime() - this.end > 0) {
			this.over = true;
		}
		return this.next < this.count && !this.over;
	}

	@Override
	public Integer next() {
		if (this.next == this.count) {
			throw new NoSuchElementException();
		}
		return this.next++;
	}

	int made() {
		return this.next;
	}

}

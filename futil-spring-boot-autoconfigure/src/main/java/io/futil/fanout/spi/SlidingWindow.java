package io.futil.fanout.spi;

import java.util.Arrays;

/**
 * The moments of a clock at which permits were taken, as far as they still count. In any
 * stretch of time as long as the period there are at most so many of them. Not for use by
 * several threads at once.
 */
final class SlidingWindow {

	private final int permits;

	private final long period;

	/** In a circle, from {@link #first} on; its length is a power of two. */
	private long[] moments = new long[8];

	private int first;

	private int size;

	/**
	 * An empty window.
	 * @param permits how many moments there may be in a period
	 * @param period in units of the clock
	 */
	SlidingWindow(int permits, long period) {
		this.permits = permits;
		this.period = period;
	}

	/**
	 * How long it takes until a permit is due.
	 * @param now the moment it is
	 * @param ahead how many permits others are to take before
	 * @return units of the clock, 0 if it is due now
	 */
	long untilDue(long now, long ahead) {
		prune(now);
		long free = this.permits - this.size;
		long rounds = ahead / this.permits;
		int place = (int) (ahead % this.permits);
		long wait = (place < free) ? 0 : moment((int) (place - free)) + this.period - now;
		return (rounds > Long.MAX_VALUE / 2 / this.period) ? Long.MAX_VALUE / 2 : wait + rounds * this.period;
	}

	/** Take a permit that is due. */
	void take(long now) {
		if (this.size == this.moments.length) {
			grow();
		}
		this.moments[place(this.size++)] = now;
	}

	/** Take one back that was taken at this moment; it may have ceased to count. */
	void takeBack(long moment) {
		int place = this.size - 1;
		while (place >= 0 && moment(place) != moment) {
			place--;
		}
		if (place >= 0) {
			for (int i = place + 1; i < this.size; i++) {
				this.moments[place(i - 1)] = moment(i);
			}
			this.size--;
		}
	}

	private void prune(long now) {
		while (this.size > 0 && now - this.moments[this.first] >= this.period) {
			this.first = place(1);
			this.size--;
		}
	}

	private long moment(int place) {
		return this.moments[place(place)];
	}

	private int place(int offset) {
		return (this.first + offset) & (this.moments.length - 1);
	}

	private void grow() {
		long[] more = Arrays.copyOf(this.moments, this.moments.length * 2);
		for (int i = 0; i < this.size; i++) {
			more[i] = moment(i);
		}
		this.first = 0;
		this.moments = more;
	}

}

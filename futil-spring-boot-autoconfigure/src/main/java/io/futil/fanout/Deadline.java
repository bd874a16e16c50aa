package io.futil.fanout;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A point on the monotonic clock, or none.
 *
 * @param isSet whether there is a deadline
 * @param nanoTime the point, in terms of {@link System#nanoTime()}
 */
record Deadline(boolean isSet, long nanoTime) {

	static final Deadline NONE = new Deadline(false, 0);

	/** Far enough for anybody, near enough that differences do not overflow. */
	private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

	static Deadline after(long start, @Nullable Duration timeout) {
		return (timeout != null) ? new Deadline(true, start + nanos(timeout)) : NONE;
	}

	static long nanos(Duration duration) {
		return ((duration.compareTo(LONGEST) < 0) ? duration : LONGEST).toNanos();
	}

	Deadline orEarlier(Deadline other) {
		if (!this.isSet || !other.isSet) {
			return this.isSet ? this : other;
		}
		return (this.nanoTime - other.nanoTime <= 0) ? this : other;
	}

	/** Nanoseconds left, not positive once it has passed. */
	long remaining() {
		return this.isSet ? this.nanoTime - System.nanoTime() : Long.MAX_VALUE;
	}

}

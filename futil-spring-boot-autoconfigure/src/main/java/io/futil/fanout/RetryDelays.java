package io.futil.fanout;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongBinaryOperator;

/**
 * The delays between attempts, in nanoseconds that cannot overflow.
 *
 * @param first the delay after the first failed attempt
 * @param multiplier how much longer each delay is than the one before
 * @param longest what no delay exceeds
 * @param jitter by how much each delay varies at random, either way
 */
record RetryDelays(long first, double multiplier, long longest, long jitter) {

	static RetryDelays of(Duration first, double multiplier, Duration longest, Duration jitter) {
		return new RetryDelays(Deadline.nanos(first), multiplier, Deadline.nanos(longest), Deadline.nanos(jitter));
	}

	Duration delay(int failedAttempts) {
		return delay(failedAttempts, (least, most) -> ThreadLocalRandom.current().nextLong(least, most + 1));
	}

	/**
	 * The delay after so many failed attempts.
	 * @param random picks a number between two, both included
	 */
	Duration delay(int failedAttempts, LongBinaryOperator random) {
		long delay = withoutJitter(failedAttempts);
		if (this.jitter > 0) {
			delay = random.applyAsLong(Math.max(0, delay - this.jitter), Math.min(delay + this.jitter, this.longest));
		}
		return Duration.ofNanos(delay);
	}

	private long withoutJitter(int failedAttempts) {
		if (this.first == 0) {
			return 0;
		}
		double delay = this.first * Math.pow(this.multiplier, failedAttempts - 1);
		return (delay < this.longest) ? (long) delay : this.longest;
	}

}

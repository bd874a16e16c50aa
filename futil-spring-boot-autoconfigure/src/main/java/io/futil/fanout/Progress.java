package io.futil.fanout;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a call has come.
 *
 * @param done tasks that have ended, failed ones included
 * @param failed tasks that have failed
 * @param total tasks in all, or -1 if the input does not tell
 * @param elapsed time since the call started
 */
public record Progress(long done, long failed, long total, Duration elapsed) {

	/**
	 * The share that is done.
	 * @return 0 to 1, empty if the total is unknown
	 */
	public OptionalDouble fraction() {
		if (this.total < 0) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of((this.total == 0) ? 1.0 : (double) this.done / this.total);
	}

	/**
	 * The time that is left if the rest goes as fast as what is done.
	 * @return the estimate, zero if nothing is left, empty before the first task has
	 * ended or if the total is unknown
	 */
	public Optional<Duration> eta() {
		if (this.total >= 0 && this.done >= this.total) {
			return Optional.of(Duration.ZERO);
		}
		if (this.total < 0 || this.done == 0) {
			return Optional.empty();
		}
		double left = (double) (this.total - this.done) / this.done;
		return Optional.of(Duration.ofNanos((long) (this.elapsed.toNanos() * left)));
	}

}

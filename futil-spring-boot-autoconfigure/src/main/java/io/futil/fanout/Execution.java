package io.futil.fanout;

import java.time.Duration;

/**
 * How one task of a call went: its place in the input, its attempts and its times. Tasks
 * of less than 200 nanoseconds, whose outcomes are handed over as they complete, are
 * timed eight together: each is told what is usual, and the eighth the rest.
 *
 * @param index the place of the item in the input, from 0
 * @param attempts how often the task was started; 0 if it never was
 * @param waitedNanos nanoseconds from the start of the call to the first attempt
 * @param elapsedNanos nanoseconds the task spent running
 */
public record Execution(int index, int attempts, long waitedNanos, long elapsedNanos) {

	/**
	 * The time from the start of the call to the first attempt.
	 * @return the time, never negative
	 */
	public Duration waited() {
		return Duration.ofNanos(this.waitedNanos);
	}

	/**
	 * The time the task spent running.
	 * @return the time, never negative
	 */
	public Duration elapsed() {
		return Duration.ofNanos(this.elapsedNanos);
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts an attempt that exceeds the time-out of its kind, and remembers it was that.
 */
final class TaskTimeout {

	/** The number of the attempt that was interrupted last. */
	private volatile long exceeded;

	/** Used by the worker only. */
	private @Nullable Future<?> alarm;

	/** Set the alarm for an attempt that has begun, if it has a time-out. */
	void arm(CallSettings settings, InterruptGuard guard, long attempt) {
		Duration timeout = settings.taskTimeout();
		if (timeout != null) {
			this.alarm = settings.timer().after(Deadline.nanos(timeout), () -> {
				// Said before the interrupt: the attempt may end right behind it.
				this.exceeded = attempt;
				guard.interruptAttempt(attempt);
			});
		}
	}

	/** The attempt has ended. */
	void disarm() {
		Future<?> alarm = this.alarm;
		if (alarm != null) {
			alarm.cancel(false);
			this.alarm = null;
		}
	}

	/** Whether it was this time-out that has interrupted an attempt. */
	boolean isExceededBy(long attempt) {
		return this.exceeded == attempt;
	}

	/** What a task fails with that has exceeded it. */
	static FanOutTimeoutException failure(CallSettings settings, int index) {
		Duration timeout = settings.taskTimeout();
		return new FanOutTimeoutException(
				"Task " + index + " of " + settings.describe() + " did not end within "
						+ ((timeout != null) ? DurationText.of(timeout) : "its time") + " and was interrupted",
				List.of());
	}

}

package io.futil.metrics;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Passes what happens in one call on to its meters.
 */
final class MeteredCall implements CallRecorder {

	private final TaskMeters tasks;

	private final @Nullable CallTimer timer;

	private final long start = System.nanoTime();

	/**
	 * A call that has begun.
	 * @param tasks the meters of its tasks
	 * @param timer of the call itself, {@code null} if it is timed by its observation
	 */
	MeteredCall(TaskMeters tasks, @Nullable CallTimer timer) {
		this.tasks = tasks;
		this.timer = timer;
	}

	@Override
	public void queueWaited(long nanos) {
		this.tasks.queueWaited(nanos);
	}

	@Override
	public void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
		this.tasks.times(outcome).one(nanos);
	}

	@Override
	public void attempts(int count, AttemptOutcome outcome, long nanos) {
		this.tasks.times(outcome).many(count, nanos);
	}

	@Override
	public void retried() {
		this.tasks.retried();
	}

	@Override
	public void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
		if (this.timer != null) {
			this.timer.record(outcome, System.nanoTime() - this.start);
		}
	}

}

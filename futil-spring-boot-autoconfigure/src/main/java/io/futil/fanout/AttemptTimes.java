package io.futil.fanout;

import io.futil.fanout.spi.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Times the tasks of a worker where nothing else does, and reports them. A run of one
 * task is timed by itself. Runs of several are of tiny tasks, whose time would be that of
 * looking at the clock: all of them are timed together, until a run of one comes or the
 * worker is put down. Used by the carrying thread only.
 */
final class AttemptTimes {

	/** So that a long call of tiny tasks shows in meters while it goes on. */
	private static final int MOST_TOGETHER = 1 << 16;

	/** What nobody listens to. */
	static final AttemptTimes NONE = new AttemptTimes(null);

	private final @Nullable Report report;

	/** When what is timed now has begun. */
	private long start;

	/** Whether no task runs. Then the time so far is the negative {@link #start}. */
	private boolean stopped;

	/** Tasks of longer runs that have succeeded and are not reported. */
	private int together;

	private AttemptTimes(@Nullable Report report) {
		this.report = report;
	}

	static AttemptTimes of(@Nullable Report report) {
		return (report != null) ? new AttemptTimes(report) : NONE;
	}

	/** A run begins. */
	void runStarted(int size) {
		if (this.report == null) {
			return;
		}
		if (size == 1 || this.together >= MOST_TOGETHER) {
			flush();
		}
		if (this.together == 0) {
			this.start = System.nanoTime();
		}
	}

	/**
	 * A run has ended.
	 * @param succeeded tasks that have returned a value
	 * @param first index of the run
	 * @param size of the run
	 */
	void runEnded(int succeeded, int first, int size) {
		if (this.report == null) {
			return;
		}
		if (size > 1) {
			this.together += succeeded;
		}
		else if (succeeded == 1) {
			this.report.attempt(first, 1, AttemptOutcome.SUCCEEDED, System.nanoTime() - this.start);
		}
	}

	/** No task runs for a while. */
	void stop() {
		if (this.together > 0 && !this.stopped) {
			this.stopped = true;
			this.start -= System.nanoTime();
		}
	}

	/** Tasks run again, perhaps. */
	void goOn() {
		if (this.stopped) {
			this.stopped = false;
			this.start += System.nanoTime();
		}
	}

	/** The task behind all these has failed. */
	void failed(int index, AttemptOutcome outcome) {
		if (this.report == null) {
			return;
		}
		long nanos = System.nanoTime() - this.start;
		long mean = nanos / (this.together + 1);
		flush(nanos - mean);
		this.report.attempt(index, 1, outcome, mean);
	}

	/** Report what is not reported yet. */
	void flush() {
		goOn();
		if (this.together > 0) {
			flush(System.nanoTime() - this.start);
		}
	}

	private void flush(long nanos) {
		if (this.report != null && this.together > 0) {
			int together = this.together;
			this.together = 0;
			this.report.attempts(together, AttemptOutcome.SUCCEEDED, nanos);
		}
	}

}

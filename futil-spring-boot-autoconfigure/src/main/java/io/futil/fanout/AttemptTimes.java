package io.futil.fanout;

import io.futil.fanout.spi.AttemptOutcome;

/**
 * Times the tasks of a worker where nothing else does, and reports them. A run of one
 * task is timed by itself. Runs of several are of tiny tasks, whose time would be that of
 * looking at the clock: all of them are timed together, until a run of one comes or the
 * worker is put down. Used by the carrying thread only.
 */
final class AttemptTimes {

	/** So that a long call of tiny tasks shows in meters while it goes on. */
	private static final int MOST_TOGETHER = 1 << 16;

	private final Report report;

	/** When what is timed now has begun. */
	private long start;

	/** Tasks of longer runs that have succeeded and are not reported. */
	private int together;

	AttemptTimes(Report report) {
		this.report = report;
	}

	/** A run begins. */
	void runStarted(int size) {
		if (size == 1 || this.together >= MOST_TOGETHER) {
			flush();
		}
		if (this.together == 0) {
			this.start = System.nanoTime();
		}
	}

	/**
	 * A run has ended.
	 * @param index of its last task that has run
	 * @param size of the run
	 * @param succeeded tasks that have returned a value
	 */
	void runEnded(int index, int size, int succeeded) {
		if (size > 1) {
			this.together += succeeded;
		}
		else if (succeeded == 1) {
			this.report.attempt(index, 1, AttemptOutcome.SUCCEEDED, System.nanoTime() - this.start);
		}
	}

	/**
	 * No task runs for a while.
	 * @return what to go on with
	 */
	long stop() {
		return (this.together > 0) ? System.nanoTime() : 0;
	}

	/** Tasks run again, perhaps. */
	void goOn(long stopped) {
		if (this.together > 0) {
			this.start += System.nanoTime() - stopped;
		}
	}

	/** The task behind all these has failed. */
	void failed(int index, AttemptOutcome outcome) {
		long nanos = System.nanoTime() - this.start;
		long mean = nanos / (this.together + 1);
		flush(nanos - mean);
		this.report.attempt(index, 1, outcome, mean);
	}

	/** Report what is not reported yet. */
	void flush() {
		if (this.together > 0) {
			flush(System.nanoTime() - this.start);
		}
	}

	private void flush(long nanos) {
		if (this.together > 0) {
			int together = this.together;
			this.together = 0;
			this.report.attempts(together, AttemptOutcome.SUCCEEDED, nanos);
		}
	}

}

package io.futil.actuate;

import io.futil.fanout.spi.CallOutcome;

/**
 * What is left of a call. Made at the end of each, so it is written out when somebody
 * looks.
 */
record EndedCall(long id, String operation, String verb, String executor, long startedMillis, long nanos,
		CallOutcome outcome, long total, long done, long failed, long retries) {

	FinishedCall shown() {
		return new FinishedCall(Long.toString(this.id), this.operation, this.verb, this.executor,
				Times.instant(this.startedMillis), Times.millis(this.nanos), Words.of(this.outcome), this.total,
				this.done, this.failed, this.retries);
	}

}

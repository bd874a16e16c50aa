package io.futil.metrics;

import io.futil.fanout.spi.CallOutcome;

/**
 * Is told how long a call took.
 */
@FunctionalInterface
interface CallTimer {

	void record(CallOutcome outcome, long nanos);

}

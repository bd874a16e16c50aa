package io.futil.fanout;

import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The budgets that a call retries from: its own, and that of its executor.
 *
 * @param call what the strategy allows the call, {@code null} for any number
 * @param executor what all calls of the executor share, {@code null} for any number
 */
record RetryBudgets(@Nullable RetryBudget call, @Nullable RetryBudget executor) {

	static RetryBudgets of(RetryStrategy strategy, ExecutorHandle handle) {
		double share = strategy.budget();
		return new RetryBudgets((share != Double.POSITIVE_INFINITY) ? new RetryBudget(share) : null,
				handle.retryBudget());
	}

	void firstAttempt() {
		if (this.call != null) {
			this.call.firstAttempt();
		}
		if (this.executor != null) {
			this.executor.firstAttempt();
		}
	}

	/** Take a retry, or nothing if one of the budgets is spent. */
	boolean takeRetry() {
		if (this.call != null && !this.call.takeRetry()) {
			return false;
		}
		if (this.executor == null || this.executor.takeRetry()) {
			return true;
		}
		if (this.call != null) {
			this.call.giveBack();
		}
		return false;
	}

}

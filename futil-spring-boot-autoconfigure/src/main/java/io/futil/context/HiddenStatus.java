package io.futil.context;

import io.futil.fanout.spi.Scope;

import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Hides the status of the transactional method that the current thread is in: else a task
 * could mark the transaction of its caller for roll-back.
 */
final class HiddenStatus extends TransactionAspectSupport {

	private static final HiddenStatus INSTANCE = new HiddenStatus();

	private HiddenStatus() {
	}

	/** Be in a method that is not transactional, inside of the other. */
	static Scope hide() {
		TransactionInfo method = INSTANCE.prepareTransactionInfo(null, null, "", null);
		return () -> INSTANCE.cleanupTransactionInfo(method);
	}

}

package io.futil.autoconfigure;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * What Spring has bound to the current thread: a transaction, a persistence session, a
 * connection. A task must not find it, so it does not run on such a thread.
 */
final class BoundResources {

	/** The application may have no transactions at all. */
	private static final boolean POSSIBLE = ClassUtils.isPresent(
			"org.springframework.transaction.support.TransactionSynchronizationManager",
			BoundResources.class.getClassLoader());

	private BoundResources() {
	}

	static boolean areThere() {
		return POSSIBLE && (TransactionSynchronizationManager.isActualTransactionActive()
				|| TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getResourceMap().isEmpty());
	}

}

package io.futil.context;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one thing that nobody inherits: what Spring has bound to a thread, a transaction
 * with its connection, a persistence session. Where a task runs on such a thread, on that
 * of its caller for example, it does not find them, and they are back behind it.
 * <p>
 * Nobody is told, neither the transaction manager nor a synchronization: nothing is
 * suspended for good, and the owner does not run meanwhile.
 */
final class NoTransaction implements Inherited {

	/**
	 * Whether something is bound to the current thread. A transaction that is active has
	 * synchronization or a resource.
	 */
	private static boolean isSomethingBound() {
		return TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getResourceMap().isEmpty();
	}

	@Override
	public boolean isInPlace() {
		return !isSomethingBound();
	}

	@Override
	public void tidy() {
		if (isSomethingBound()) {
			Bound.unbind();
		}
	}

	@Override
	public Scope open() {
		if (!isSomethingBound()) {
			return this::tidy;
		}
		Bound own = Bound.unbind();
		Scope status = HiddenStatus.hide();
		return () -> {
			tidy();
			status.close();
			own.bind();
		};
	}

	/**
	 * All that was bound.
	 */
	private record Bound(Map<Object, Object> resources, @Nullable List<TransactionSynchronization> synchronizations,
			boolean active, @Nullable String name, boolean readOnly, @Nullable Integer isolation) {

		static Bound unbind() {
			Bound bound = new Bound(new HashMap<>(TransactionSynchronizationManager.getResourceMap()),
					TransactionSynchronizationManager.isSynchronizationActive()
							? TransactionSynchronizationManager.getSynchronizations() : null,
					TransactionSynchronizationManager.isActualTransactionActive(),
					TransactionSynchronizationManager.getCurrentTransactionName(),
					TransactionSynchronizationManager.isCurrentTransactionReadOnly(),
					TransactionSynchronizationManager.getCurrentTransactionIsolationLevel());
			bound.resources().keySet().forEach(TransactionSynchronizationManager::unbindResourceIfPossible);
			TransactionSynchronizationManager.clear();
			return bound;
		}

		void bind() {
			this.resources.forEach(TransactionSynchronizationManager::bindResource);
			if (this.synchronizations != null) {
				TransactionSynchronizationManager.initSynchronization();
				this.synchronizations.forEach(TransactionSynchronizationManager::registerSynchronization);
			}
			TransactionSynchronizationManager.setActualTransactionActive(this.active);
			TransactionSynchronizationManager.setCurrentTransactionName(this.name);
			TransactionSynchronizationManager.setCurrentTransactionReadOnly(this.readOnly);
			TransactionSynchronizationManager.setCurrentTransactionIsolationLevel(this.isolation);
		}

	}

}

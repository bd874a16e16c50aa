package io.futil.compatibility;

import java.util.concurrent.Callable;

import io.micrometer.context.ContextRegistry;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Callers that have something on their thread. Of a library that is absent nothing is
 * touched before somebody calls the method for it.
 */
final class Callers {

	private Callers() {
	}

	/** Somebody who is logged in. */
	static final class Known {

		private Known() {
		}

		static <T> T call(String name, Callable<T> call) throws Exception {
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(name, ""));
			try {
				return call.call();
			}
			finally {
				SecurityContextHolder.clearContext();
			}
		}

		static String name() {
			return SecurityContextHolder.getContext().getAuthentication().getName();
		}

	}

	/** One with a thread-local that Micrometer has been told of. */
	static final class Tenant {

		private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

		private Tenant() {
		}

		static <T> T call(String name, Callable<T> call) throws Exception {
			ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
			TENANT.set(name);
			try {
				return call.call();
			}
			finally {
				TENANT.remove();
				ContextRegistry.getInstance().removeThreadLocalAccessor((Object) "tenant");
			}
		}

		static String name() {
			return String.valueOf(TENANT.get());
		}

	}

	/** One in a transaction. */
	static final class InTransaction {

		private InTransaction() {
		}

		static <T> T call(Callable<T> call) throws Exception {
			TransactionSynchronizationManager.initSynchronization();
			TransactionSynchronizationManager.setActualTransactionActive(true);
			TransactionSynchronizationManager.bindResource("connection", "of the caller");
			try {
				T result = call.call();
				if (!isActive()) {
					throw new IllegalStateException("The transaction of the caller is gone");
				}
				return result;
			}
			finally {
				TransactionSynchronizationManager.unbindResource("connection");
				TransactionSynchronizationManager.clear();
			}
		}

		static boolean isActive() {
			return TransactionSynchronizationManager.isActualTransactionActive()
					|| TransactionSynchronizationManager.hasResource("connection");
		}

	}

}

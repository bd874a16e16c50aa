package io.futil.context;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Finds out who the caller is, from Spring Security. There are two places to look if the
 * application has a strategy bean and has not told {@link SecurityContextHolder} of it.
 */
final class Identity {

	private static final Log logger = LogFactory.getLog(Identity.class);

	private static final String GLOBAL = "GlobalSecurityContextHolderStrategy";

	private static final String INHERITABLE = "InheritableThreadLocalSecurityContextHolderStrategy";

	/** The application's own strategy, if it has one. */
	private final @Nullable SecurityContextHolderStrategy bean;

	private final AtomicBoolean warned = new AtomicBoolean();

	private Identity(@Nullable SecurityContextHolderStrategy bean) {
		this.bean = bean;
	}

	static Identity of(BeanFactory beans) {
		return new Identity(beans.getBeanProvider(SecurityContextHolderStrategy.class).getIfUnique());
	}

	/** Who the current thread is to whoever asks {@link SecurityContextHolder}. */
	@Nullable InheritedIdentity capture() {
		return capture(SecurityContextHolder.getContextHolderStrategy());
	}

	/** Who it is to whoever asks the bean, if that is not the same. */
	@Nullable InheritedIdentity captureOfBean() {
		SecurityContextHolderStrategy strategy = this.bean;
		return (strategy != null && strategy != SecurityContextHolder.getContextHolderStrategy()) ? capture(strategy)
				: null;
	}

	private @Nullable InheritedIdentity capture(SecurityContextHolderStrategy strategy) {
		String name = strategy.getClass().getSimpleName();
		if (name.equals(GLOBAL)) {
			// One for all threads: there is nothing to inherit, and no copy to be had.
			return null;
		}
		if (name.equals(INHERITABLE) && !this.warned.getAndSet(true)) {
			logger.warn("Spring Security's " + SecurityContextHolder.MODE_INHERITABLETHREADLOCAL
					+ " leaves each thread of a pool with the identity of whoever made that thread. Tasks of a"
					+ " fan-out have the identity of their caller all the same, but what else runs on such a thread"
					+ " has not. Use " + SecurityContextHolder.MODE_THREADLOCAL + ", which is the default");
		}
		return InheritedIdentity.capture(strategy);
	}

}

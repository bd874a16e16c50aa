package io.futil.context;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Who the caller is. Each task has a security context of its own, so that what one does
 * to it is seen by nobody else, and what the caller does to his by no task.
 *
 * @param strategy where contexts are held
 * @param caller the thread of the caller, whose own context is the same object afterwards
 * @param authentication who he is, {@code null} if nobody
 */
record InheritedIdentity(SecurityContextHolderStrategy strategy, Thread caller,
		@Nullable Authentication authentication) implements Inherited {

	static InheritedIdentity capture(SecurityContextHolderStrategy strategy) {
		return new InheritedIdentity(strategy, Thread.currentThread(), strategy.getContext().getAuthentication());
	}

	/**
	 * Looking makes an empty context where there is none. That one is private to the
	 * task, since {@link #tidy()} throws it away; that of the caller is not.
	 */
	@Override
	public boolean isInPlace() {
		return this.authentication == null && Thread.currentThread() != this.caller
				&& this.strategy.getContext().getAuthentication() == null;
	}

	@Override
	public void tidy() {
		this.strategy.clearContext();
	}

	@Override
	public Scope open() {
		SecurityContext own = this.strategy.getContext();
		boolean hadNone = Thread.currentThread() != this.caller && this.strategy.createEmptyContext().equals(own);
		SecurityContext copy = this.strategy.createEmptyContext();
		if (this.authentication != null) {
			copy.setAuthentication(this.authentication);
		}
		this.strategy.setContext(copy);
		return hadNone ? this.strategy::clearContext : () -> this.strategy.setContext(own);
	}

}

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
	 * task, since {@link #tidy()} replaces it; that of the caller is not.
	 */
	@Override
	public boolean isInPlace() {
		return this.authentication == null && Thread.currentThread() != this.caller
				&& this.strategy.getContext().getAuthentication() == null;
	}

	/**
	 * A thread that had no context is left with an empty one, which is the same to who
	 * looks, and takes a tenth of the time that it takes to remove it.
	 */
	@Override
	public void tidy() {
		this.strategy.setContext(this.strategy.createEmptyContext());
	}

	@Override
	public Scope open() {
		SecurityContext own = this.strategy.getContext();
		SecurityContext copy = this.strategy.createEmptyContext();
		boolean hadNone = Thread.currentThread() != this.caller && copy.equals(own);
		if (this.authentication != null) {
			copy.setAuthentication(this.authentication);
		}
		this.strategy.setContext(copy);
		return hadNone ? this::tidy : () -> this.strategy.setContext(own);
	}

}

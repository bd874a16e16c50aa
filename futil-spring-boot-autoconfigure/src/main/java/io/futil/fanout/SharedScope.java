package io.futil.fanout;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Lets tiny tasks of a worker run in the caller's context together. To open it around
 * each would take several times what they take. It is done only on a thread that has just
 * this context already, nearly always because there is nothing in it; whether tasks have
 * changed it is seen after a few of them, and then each task of the call runs in a scope
 * of its own. The first tasks of a call do anyway, since they have not shown to be tiny.
 * Used by the carrying thread only.
 */
final class SharedScope {

	static final SharedScope NONE = new SharedScope(CallContext.NONE);

	/** How many tasks may have seen what one of them has changed. */
	private static final int MOST = 256;

	private final CallContext context;

	private @Nullable Scope scope;

	private int left;

	SharedScope(CallContext context) {
		this.context = context;
	}

	/**
	 * Whether tasks that run next need no scope of their own: there is no context, or
	 * they share a scope, which is then open.
	 * @param tasks how many
	 */
	boolean covers(int tasks) {
		return !this.context.isThere() || share(tasks);
	}

	private boolean share(int tasks) {
		if (this.scope == null || tasks == 1 || tasks > this.left) {
			close();
			this.scope = (tasks > 1) ? this.context.openShared() : null;
			this.left = MOST;
		}
		this.left -= tasks;
		return this.scope != null;
	}

	/** Have the context for reading an input, unless this is open. */
	Scope openToRead() {
		return (this.scope != null) ? Scope.NONE : this.context.openToRead();
	}

	/** Close the scope, if one is open. */
	void close() {
		Scope scope = this.scope;
		if (scope != null) {
			this.scope = null;
			this.context.closeShared(scope);
		}
	}

}

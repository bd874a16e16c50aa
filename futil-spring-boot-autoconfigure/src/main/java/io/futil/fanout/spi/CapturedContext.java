package io.futil.fanout.spi;

/**
 * The context of a caller.
 */
@FunctionalInterface
public interface CapturedContext {

	/**
	 * Have the context on the current thread, and nothing but it. Called around each
	 * attempt, fallback, listener and retry decision, by many threads. What it throws
	 * fails the task before the user's code runs.
	 * @return what puts the thread's own state back
	 */
	Scope open();

	/**
	 * Whether the current thread has just this context already. Then several tiny tasks
	 * may run in one scope, until this is found to be so no more.
	 * @return {@code false}, for a scope around each task, unless overridden
	 */
	default boolean isInPlace() {
		return false;
	}

	/**
	 * The call has ended: let go of what must not outlive it. Tasks that were abandoned
	 * may still run in the context. Called once, on any thread, and must not block.
	 */
	default void release() {
	}

}

package io.futil.fanout.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of an executor run, if that is not in this virtual machine. A worker
 * hands its task over and waits for the outcome, so whatever holds of a call holds here,
 * too: its order, deadline, permits, retries and times are those of the waiting.
 */
public interface RemoteTasks {

	/**
	 * Find out what a call is to run. Asked on the caller's thread before anything
	 * starts, once per function or callable.
	 * @param <T> the type of the items
	 * @param <R> the type of the values
	 * @param task what the verb was given: a function, a consumer or a callable
	 * @param operation the name of the operation
	 * @param retried whether the call tries failed tasks again, so that running one twice
	 * is known to do no harm
	 * @return what runs it elsewhere
	 * @throws IllegalArgumentException if it cannot run elsewhere, as a lambda cannot
	 */
	<T extends @Nullable Object, R extends @Nullable Object> RemoteTask<T, R> bind(Object task, String operation,
			boolean retried);

	/**
	 * Look whether anybody would run a task now. Asked before a worker is handed to the
	 * executor, which refuses it if not.
	 * @throws NowhereToRunException if there is nobody
	 */
	void requireTaker();

}

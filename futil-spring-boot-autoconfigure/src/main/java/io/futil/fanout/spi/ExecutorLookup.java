package io.futil.fanout.spi;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * Finds executors by name, and looks inside those that wrap a pool.
 */
public interface ExecutorLookup {

	/**
	 * Find an executor.
	 * @param name its bean name
	 * @return the executor, or {@code null} if there is none of that name
	 */
	@Nullable Executor find(String name);

	/**
	 * The names that {@link #find} knows, for error messages.
	 * @return the names, in the order they are to be shown
	 */
	Collection<String> names();

	/**
	 * The name under which an executor is known.
	 * @param executor the executor
	 * @return its name, or {@code null} if it is not known
	 */
	@Nullable String nameOf(Executor executor);

	/**
	 * The pool inside an executor, where the engine can read its size and its policies.
	 * @param executor any executor
	 * @return the pool, or {@code null} if there is none or it cannot be seen
	 */
	@Nullable ThreadPoolExecutor poolOf(Executor executor);

}

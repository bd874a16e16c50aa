package io.futil.fanout.spi;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A task that runs elsewhere.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
@FunctionalInterface
public interface RemoteTask<T extends @Nullable Object, R extends @Nullable Object> {

	/**
	 * Have it run elsewhere, and wait for its outcome. Called on a worker, which is
	 * interrupted if the call does not want the outcome any more; whatever runs elsewhere
	 * is then to be interrupted, too.
	 * @param item the item, {@code null} for a callable
	 * @param remaining the time until the deadline, {@code null} if there is none
	 * @return its value
	 * @throws Exception what it failed with there, or why it could not run
	 */
	R run(T item, @Nullable Duration remaining) throws Exception;

}

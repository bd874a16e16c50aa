package io.futil.fanout.spi;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The attempts of one task. Used by one thread at a time, though not always by the same,
 * and never by a timer, so it may run code of the application.
 */
public interface TaskRetry {

	/**
	 * Prepare the current thread for an attempt. Called before each of them.
	 * @return what to do afterwards, on the same thread
	 */
	default Runnable bind() {
		return () -> {
		};
	}

	/**
	 * Decide what follows a failed attempt.
	 * @param failure what it threw
	 * @return how long to wait until the next attempt, or {@code null} if there is none
	 * @throws RuntimeException if that cannot be told: there is no further attempt, and
	 * the task fails with it
	 */
	@Nullable Duration next(Throwable failure);

	/**
	 * The task has its outcome. Called once, after the last attempt.
	 * @param failure what the task has failed with, or {@code null} if it has succeeded
	 */
	default void end(@Nullable Throwable failure) {
	}

}

package io.futil.fanout.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears of the end of an attempt.
 */
@FunctionalInterface
public interface AttemptScope {

	/** Does not care. */
	AttemptScope NONE = (failure) -> {
	};

	/**
	 * The attempt has ended, on the thread it has begun on.
	 * @param failure what it has thrown, {@code null} if nothing
	 */
	void close(@Nullable Throwable failure);

}

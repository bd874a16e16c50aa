package io.futil.fanout.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the engine is extended by.
 *
 * @param retryDriver turns retry settings into attempts, {@code null} for the engine's
 * own
 * @param listeners hear of each call, in this order
 * @param context takes the caller's context to its tasks, {@code null} for none but the
 * decoration of the executors
 */
public record Extensions(@Nullable RetryDriver retryDriver, List<CallListener> listeners,
		@Nullable ContextPort context) {

	/** None. */
	public static final Extensions NONE = new Extensions(null, List.of(), null);

	/**
	 * Extensions, of which the list is copied.
	 * @param retryDriver the retry driver
	 * @param listeners the listeners
	 * @param context the context port
	 */
	public Extensions {
		listeners = List.copyOf(listeners);
	}

}

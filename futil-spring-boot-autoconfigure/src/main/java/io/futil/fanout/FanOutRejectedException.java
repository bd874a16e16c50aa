package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The executor took not even one worker of the call: it is full or shut down. The cause
 * is the executor's own rejection where there was one. No task was started.
 */
public class FanOutRejectedException extends FanOutException {

	/**
	 * A rejection.
	 * @param message which executor, and its state
	 * @param cause the executor's own rejection
	 */
	public FanOutRejectedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The executor takes no worker of the call: it is full, or it is shut down. The cause is
 * the executor's own rejection where there was one. Where a call begins like that, no
 * task was started; an executor that is shut down under a call interrupts those that run.
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

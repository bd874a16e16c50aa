package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited. The call is cancelled, its tasks
 * are interrupted, and the thread's interrupt flag is set again.
 */
public class FanOutInterruptedException extends FanOutException {

	/**
	 * An interrupt.
	 * @param message what was interrupted
	 * @param cause the interrupt, where one was caught
	 */
	public FanOutInterruptedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

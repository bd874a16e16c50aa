package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The root of what a call throws on its own account. As itself it carries a checked
 * exception of a task as its cause; an unchecked one is thrown as it is.
 */
public class FanOutException extends RuntimeException {

	/**
	 * A failure with a message.
	 * @param message what happened
	 * @param cause why, if something was thrown
	 */
	public FanOutException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

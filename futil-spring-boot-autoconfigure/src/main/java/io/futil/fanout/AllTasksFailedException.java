package io.futil.fanout;

/**
 * No task of a race succeeded. The first failure is the cause, the others are suppressed,
 * in the order they happened.
 */
public class AllTasksFailedException extends FanOutException {

	/**
	 * A race without a winner.
	 * @param message which race
	 * @param cause the first failure
	 */
	public AllTasksFailedException(String message, Throwable cause) {
		super(message, cause);
	}

}

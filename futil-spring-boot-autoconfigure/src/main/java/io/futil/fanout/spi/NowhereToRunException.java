package io.futil.fanout.spi;

import java.util.concurrent.RejectedExecutionException;

/**
 * There is nobody who would run a task: not for now, whatever room the executor has. The
 * message says why, and what to do about it.
 */
public final class NowhereToRunException extends RejectedExecutionException {

	/**
	 * Make an exception.
	 * @param message why, and the remedy
	 */
	public NowhereToRunException(String message) {
		super(message);
	}

}

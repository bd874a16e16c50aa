package io.futil.cluster;

/**
 * A member of the cluster left, crashed or was cut off while it had the task, and nobody
 * knows whether it has run. Tasks that are known to be idempotent, and those of calls
 * that retry, run on another member instead, up to three times.
 */
public class MemberLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * A task is lost.
	 * @param message which, and with which member
	 */
	public MemberLostException(String message) {
		super(message);
	}

}

package io.futil.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A task has failed on another member with an exception that cannot be rebuilt here: its
 * class is not known, not in the allowed packages, or has no constructor that takes a
 * message. The stack trace is the one of the other member, and so are the causes.
 */
public final class RemoteTaskException extends RuntimeException {

	private final String typeName;

	RemoteTaskException(String typeName, @Nullable String message, @Nullable Throwable cause) {
		super(message, cause);
		this.typeName = typeName;
	}

	/**
	 * What was thrown on the other member.
	 * @return the name of its class
	 */
	public String typeName() {
		return this.typeName;
	}

}

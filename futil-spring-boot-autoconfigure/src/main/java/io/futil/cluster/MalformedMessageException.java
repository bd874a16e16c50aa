package io.futil.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A message of another member is not what it should be: broken, of another version, or
 * naming a class that no peer may name. Nothing else comes out of reading one.
 */
final class MalformedMessageException extends RuntimeException {

	MalformedMessageException(String message) {
		this(message, null);
	}

	MalformedMessageException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/** What a peer wrote, so that it can be printed: short, and on one line. */
	static String printable(String foreign) {
		String start = (foreign.length() > 200) ? foreign.substring(0, 200) + "..." : foreign;
		return start.replaceAll("[^\\x20-\\x7e]", "?");
	}

}

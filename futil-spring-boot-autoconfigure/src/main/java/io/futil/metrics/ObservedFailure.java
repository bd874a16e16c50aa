package io.futil.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Stands for what a call or an attempt has failed with. An observation tells its handlers
 * the real failure when it happens, and keeps this one: the class of the failure it keeps
 * becomes a tag, and of classes that users throw there may be any number.
 */
final class ObservedFailure extends Exception {

	private static final long serialVersionUID = 1L;

	ObservedFailure(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

}

package io.futil.sample.audit;

import java.io.IOException;

/**
 * There is nothing here to compare.
 */
class UnreadableException extends IOException {

	UnreadableException(String message) {
		super(message);
	}

}

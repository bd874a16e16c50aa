package io.futil.sample.verbs;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The failure that {@code failAt} asks for. Unchecked, so it arrives at the caller of a
 * verb as this very instance, and from there at the browser.
 */
final class AskedForException extends ErrorResponseException {

	AskedForException(Integer item) {
		super(HttpStatus.BAD_GATEWAY, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
				"Item " + item + " failed because it was asked to"), null);
		setTitle("A task failed");
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}

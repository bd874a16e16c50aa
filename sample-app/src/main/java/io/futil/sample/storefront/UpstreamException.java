package io.futil.sample.storefront;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/**
 * An upstream that gave no answer we can use: to our own caller a bad gateway.
 */
final class UpstreamException extends ErrorResponseException {

	UpstreamException(String upstream, RestClientException cause) {
		super(HttpStatus.BAD_GATEWAY, cause);
		setTitle("Upstream failed");
		setDetail((cause instanceof RestClientResponseException response)
				? "Upstream '" + upstream + "' answered " + response.getStatusCode().value()
				: "Upstream '" + upstream + "' could not be reached");
		getBody().setProperty("upstream", upstream);
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}

package io.futil.actuate;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Lets an operator cancel a call, over HTTP only.
 */
@EndpointWebExtension(endpoint = FanOutEndpoint.class)
final class CancelExtension {

	private final Cancelling cancelling;

	CancelExtension(Cancelling cancelling) {
		this.cancelling = cancelling;
	}

	@DeleteOperation
	WebEndpointResponse<?> cancel(SecurityContext who, @Selector String id) {
		return this.cancelling.cancel(who, id);
	}

}

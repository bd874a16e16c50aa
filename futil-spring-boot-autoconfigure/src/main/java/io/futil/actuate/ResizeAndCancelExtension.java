package io.futil.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Lets an operator resize an executor and cancel a call, over HTTP only.
 */
@EndpointWebExtension(endpoint = FanOutEndpoint.class)
final class ResizeAndCancelExtension {

	private final Resizing resizing;

	private final Cancelling cancelling;

	ResizeAndCancelExtension(Resizing resizing, Cancelling cancelling) {
		this.resizing = resizing;
		this.cancelling = cancelling;
	}

	@WriteOperation
	WebEndpointResponse<?> resize(SecurityContext who, @Selector String executor, @Nullable String size) {
		return this.resizing.resize(who, executor, size);
	}

	@DeleteOperation
	WebEndpointResponse<?> cancel(SecurityContext who, @Selector String id) {
		return this.cancelling.cancel(who, id);
	}

}

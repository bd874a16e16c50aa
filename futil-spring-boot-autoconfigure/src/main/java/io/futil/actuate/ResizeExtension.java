package io.futil.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Lets an operator resize an executor, over HTTP only.
 */
@EndpointWebExtension(endpoint = FanOutEndpoint.class)
final class ResizeExtension {

	private final Resizing resizing;

	ResizeExtension(Resizing resizing) {
		this.resizing = resizing;
	}

	@WriteOperation
	WebEndpointResponse<?> resize(SecurityContext who, @Selector String executor, @Nullable String size) {
		return this.resizing.resize(who, executor, size);
	}

}

package io.futil.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Cancels a running call, if that was opened, and writes it down.
 */
// The return type of the operation does not tell what is in it.
@RegisterReflectionForBinding(Refusal.class)
final class Cancelling {

	private static final int METHOD_NOT_ALLOWED = 405;

	private final Permissions permissions;

	private final CallHistory history;

	private final Audit audit;

	Cancelling(Permissions permissions, CallHistory history, Audit audit) {
		this.permissions = permissions;
		this.history = history;
		this.audit = audit;
	}

	WebEndpointResponse<?> cancel(SecurityContext who, String id) {
		// The operation may have been registered ahead of time, with other settings.
		if (!this.permissions.allow(Control.CANCEL)) {
			return new WebEndpointResponse<>(METHOD_NOT_ALLOWED);
		}
		RecordedCall call = find(id);
		if (call == null || !call.call().cancel()) {
			return new WebEndpointResponse<>(
					new Refusal("There is no running call of this id: a GET tells which there are"),
					WebEndpointResponse.STATUS_NOT_FOUND);
		}
		this.audit.cancelled(who, call);
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	private @Nullable RecordedCall find(String id) {
		return id.matches("[0-9]{1,18}") ? this.history.find(Long.parseLong(id)) : null;
	}

}

package io.futil.actuate;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The endpoint {@code fanout}: what the executors are, and what calls do on them.
 * Read-only, unless the operator opens it.
 */
@Endpoint(id = FanOutEndpoint.ID, defaultAccess = Access.READ_ONLY)
public final class FanOutEndpoint {

	/** Its name, and the last part of its path. */
	public static final String ID = "fanout";

	private final Executors executors;

	private final CallHistory history;

	private final Permissions permissions;

	FanOutEndpoint(Executors executors, CallHistory history, Permissions permissions) {
		this.executors = executors;
		this.history = history;
		this.permissions = permissions;
	}

	@ReadOperation
	FanOutReport report() {
		return new FanOutReport(this.executors.states(this.permissions), this.history.running(),
				this.history.slowest().list(), this.executors.abandoned(), this.history.finished());
	}

}

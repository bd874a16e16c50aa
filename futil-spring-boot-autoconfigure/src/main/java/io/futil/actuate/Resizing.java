package io.futil.actuate;

import java.util.concurrent.locks.ReentrantLock;

import io.futil.fanout.spi.ResizableExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Changes the size of an executor, if that was opened, within its bounds, and writes it
 * down. One change at a time.
 */
// The return type of the operation does not tell what is in it.
@RegisterReflectionForBinding({ Resized.class, Refusal.class })
final class Resizing {

	private static final int METHOD_NOT_ALLOWED = 405;

	private final Permissions permissions;

	private final Executors executors;

	private final Audit audit;

	private final ReentrantLock lock = new ReentrantLock();

	Resizing(Permissions permissions, Executors executors, Audit audit) {
		this.permissions = permissions;
		this.executors = executors;
		this.audit = audit;
	}

	WebEndpointResponse<?> resize(SecurityContext who, String name, @Nullable String size) {
		// The operation may have been registered ahead of time, with other settings.
		if (!this.permissions.allow(Control.RESIZE)) {
			return new WebEndpointResponse<>(METHOD_NOT_ALLOWED);
		}
		ResizableExecutor executor = this.executors.find(name);
		if (executor == null) {
			return refuse(WebEndpointResponse.STATUS_NOT_FOUND,
					"There is no executor of this name to resize; there are " + this.executors.names());
		}
		Bounds bounds = this.permissions.bounds(name);
		if (bounds == null) {
			return refuse(WebEndpointResponse.STATUS_BAD_REQUEST,
					"Executor '" + name + "' has no bounds: set futil.actuate.resize." + name
							+ ".min and futil.actuate.resize." + name + ".max");
		}
		if (size == null) {
			return refuse(WebEndpointResponse.STATUS_BAD_REQUEST, "The body must be {\"size\": <number>}");
		}
		Integer newSize = number(size);
		if (newSize == null || !bounds.include(newSize)) {
			return refuse(WebEndpointResponse.STATUS_BAD_REQUEST,
					"The size of '" + name + "' must be a number from " + bounds.min() + " to " + bounds.max());
		}
		return new WebEndpointResponse<>(new Resized(name, resize(who, name, executor, newSize), newSize, false));
	}

	private int resize(SecurityContext who, String name, ResizableExecutor executor, int newSize) {
		this.lock.lock();
		try {
			int oldSize = executor.resize(newSize);
			this.audit.resized(who, name, oldSize, newSize);
			return oldSize;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A whole number in digits. That is how Spring Boot hands on one of JSON, too. */
	private static @Nullable Integer number(String size) {
		return size.matches("[0-9]{1,9}") ? Integer.valueOf(size) : null;
	}

	private static WebEndpointResponse<Refusal> refuse(int status, String reason) {
		return new WebEndpointResponse<>(new Refusal(reason), status);
	}

}

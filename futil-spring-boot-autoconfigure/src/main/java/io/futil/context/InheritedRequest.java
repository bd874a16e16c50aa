package io.futil.context;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The web request of the caller: none, unless the application has asked for it. Then
 * tasks have it until their call ends.
 *
 * @param attributes those of the request, lent; {@code null} if there is none to have
 */
record InheritedRequest(@Nullable RequestAttributes attributes) implements Inherited {

	/** Whatever the current thread has, its tasks have none. */
	static final InheritedRequest NONE = new InheritedRequest(null);

	static InheritedRequest capture() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				? new InheritedRequest(new LentAttributes(request)) : NONE;
	}

	/** The call has ended. A task that goes on finds a request that says so. */
	void release() {
		if (this.attributes instanceof LentAttributes lent) {
			lent.takeBack();
		}
	}

	@Override
	public boolean isInPlace() {
		return RequestContextHolder.getRequestAttributes() == this.attributes;
	}

	@Override
	public void tidy() {
		if (!isInPlace()) {
			RequestContextHolder.setRequestAttributes(this.attributes);
		}
	}

	@Override
	public Scope open() {
		RequestAttributes own = RequestContextHolder.getRequestAttributes();
		RequestContextHolder.setRequestAttributes(this.attributes);
		return () -> RequestContextHolder.setRequestAttributes(own);
	}

}

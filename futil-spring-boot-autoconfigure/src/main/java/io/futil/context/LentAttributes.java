package io.futil.context;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Stands in for the attributes of a request until that is taken back. What is asked of it
 * is asked of these, so that a bean in the scope of the request is the same everywhere
 * and destroyed once. There is no response: that is for one thread to write.
 */
final class LentAttributes extends ServletRequestAttributes {

	private final LentRequest request;

	private volatile @Nullable ServletRequestAttributes lender;

	LentAttributes(ServletRequestAttributes lender) {
		this(lender, new LentRequest(lender.getRequest()));
	}

	private LentAttributes(ServletRequestAttributes lender, LentRequest request) {
		super(request);
		this.lender = lender;
		this.request = request;
	}

	void takeBack() {
		this.lender = null;
		this.request.takeBack();
	}

	private ServletRequestAttributes lender() {
		ServletRequestAttributes lender = this.lender;
		if (lender == null) {
			throw LentRequest.takenBack();
		}
		return lender;
	}

	@Override
	public @Nullable Object getAttribute(String name, int scope) {
		return lender().getAttribute(name, scope);
	}

	@Override
	public void setAttribute(String name, Object value, int scope) {
		lender().setAttribute(name, value, scope);
	}

	@Override
	public void removeAttribute(String name, int scope) {
		lender().removeAttribute(name, scope);
	}

	@Override
	public String[] getAttributeNames(int scope) {
		return lender().getAttributeNames(scope);
	}

	@Override
	public void registerDestructionCallback(String name, Runnable callback, int scope) {
		lender().registerDestructionCallback(name, callback, scope);
	}

	@Override
	public @Nullable Object resolveReference(String key) {
		return lender().resolveReference(key);
	}

	@Override
	public String getSessionId() {
		return lender().getSessionId();
	}

	@Override
	public Object getSessionMutex() {
		return lender().getSessionMutex();
	}

	@Override
	public String toString() {
		return "The request of the caller of a fan-out";
	}

}

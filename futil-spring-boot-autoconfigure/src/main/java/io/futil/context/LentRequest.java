package io.futil.context;

import java.lang.reflect.Proxy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Stands in for a request until that is taken back. Whoever holds it then holds nothing
 * of the request, which the container may use for another one.
 */
final class LentRequest extends HttpServletRequestWrapper {

	private static final HttpServletRequest TAKEN_BACK = (HttpServletRequest) Proxy.newProxyInstance(
			LentRequest.class.getClassLoader(), new Class<?>[] { HttpServletRequest.class },
			(proxy, method, arguments) -> {
				throw takenBack();
			});

	LentRequest(HttpServletRequest request) {
		super(request);
	}

	void takeBack() {
		setRequest(TAKEN_BACK);
	}

	static IllegalStateException takenBack() {
		return new IllegalStateException("The fan-out call of this task has ended, and with it the use of the request "
				+ "of its caller. Read what a task needs of the request before that");
	}

}

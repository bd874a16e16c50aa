package io.futil.retry;

import java.lang.reflect.Method;

import org.springframework.util.ClassUtils;

/**
 * A method asks for what cannot be done. Names the method, the reason and the remedy.
 */
final class RefusedMethodException extends RuntimeException {

	private final String description;

	private final String remedy;

	RefusedMethodException(Class<?> type, Method method, String reason, String remedy) {
		this("@ParallelRetryable cannot be honoured on " + ClassUtils.getQualifiedMethodName(method, type) + ": "
				+ reason, remedy);
	}

	private RefusedMethodException(String description, String remedy) {
		super(description + ". " + remedy + ".");
		this.description = description;
		this.remedy = remedy;
	}

	String description() {
		return this.description;
	}

	String remedy() {
		return this.remedy;
	}

}

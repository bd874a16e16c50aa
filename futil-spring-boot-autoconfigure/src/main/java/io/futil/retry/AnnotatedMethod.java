package io.futil.retry;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

import io.futil.fanout.spi.DurationText;

/**
 * A method that is to be retried.
 *
 * @param type the class of the bean
 * @param method the method, of that class or of the one it comes from
 * @param annotation says how
 */
record AnnotatedMethod(Class<?> type, Method method, ParallelRetryable annotation) {

	RefusedMethodException refused(String reason, String remedy) {
		return new RefusedMethodException(this.type, this.method, reason, remedy);
	}

	/** An attribute that makes no sense. */
	RefusedMethodException refused(String attribute, Object value, String reason, String remedy) {
		return refused("'" + attribute + "' is " + ((value instanceof Duration time) ? DurationText.of(time) : value)
				+ "; " + reason, remedy);
	}

	String operation() {
		if (!this.annotation.operation().isBlank()) {
			return this.annotation.operation();
		}
		Class<?> named = Proxy.isProxyClass(this.type) ? this.method.getDeclaringClass() : this.type;
		return named.getSimpleName() + "." + this.method.getName();
	}

}

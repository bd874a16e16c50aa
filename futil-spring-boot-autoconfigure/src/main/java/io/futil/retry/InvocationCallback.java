package io.futil.retry;

import org.aopalliance.intercept.MethodInvocation;

import org.springframework.retry.RetryContext;
import org.springframework.retry.interceptor.MethodInvocationRetryCallback;

/**
 * Stands for the call of a method where listeners ask what is retried. It cannot be
 * called: the engine runs the attempts.
 */
final class InvocationCallback extends MethodInvocationRetryCallback<Object, RuntimeException> {

	InvocationCallback(MethodInvocation invocation, String label) {
		super(invocation, label);
	}

	@Override
	public Object doWithRetry(RetryContext context) {
		throw new UnsupportedOperationException("A listener cannot call the method itself");
	}

}

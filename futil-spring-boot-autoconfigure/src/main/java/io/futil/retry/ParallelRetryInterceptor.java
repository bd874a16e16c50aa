package io.futil.retry;

import io.futil.fanout.spi.DirectCalls;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.util.Assert;

/**
 * Sends calls of annotated methods to the fan-out.
 */
final class ParallelRetryInterceptor implements MethodInterceptor {

	private final RetriedMethods methods;

	private final RetryBeans beans;

	ParallelRetryInterceptor(RetriedMethods methods, RetryBeans beans) {
		this.methods = methods;
		this.beans = beans;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		RetriedMethod method = (target != null) ? this.methods.find(invocation.getMethod(), target.getClass()) : null;
		if (method == null || DirectCalls.take(invocation.getMethod())) {
			return invocation.proceed();
		}
		Assert.state(invocation instanceof ProxyMethodInvocation,
				"Not an invocation of a Spring proxy, so it cannot be repeated");
		RetriedCall call = new RetriedCall(method, (ProxyMethodInvocation) invocation, this.beans);
		return switch (method.settings().shape()) {
			case FUTURE -> call.future();
			case VALUE -> call.value();
			case BATCH -> call.batches();
		};
	}

}

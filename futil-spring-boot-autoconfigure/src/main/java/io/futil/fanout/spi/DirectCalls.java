package io.futil.fanout.spi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Calls of bean methods that have come from elsewhere: advice that sends calls elsewhere
 * has to let these through.
 */
public final class DirectCalls {

	private static final ThreadLocal<Method> EXPECTED = new ThreadLocal<>();

	private DirectCalls() {
	}

	/**
	 * Make a call that is direct. Calls which the method itself makes are not.
	 * @param <R> the type of the value
	 * @param method the method of the bean that is called
	 * @param call calls it, by way of its advice
	 * @return what the call returns
	 * @throws Exception what the call throws
	 */
	public static <R extends @Nullable Object> R make(Method method, Callable<R> call) throws Exception {
		Method outer = EXPECTED.get();
		EXPECTED.set(method);
		try {
			return call.call();
		}
		finally {
			if (outer != null) {
				EXPECTED.set(outer);
			}
			else {
				EXPECTED.remove();
			}
		}
	}

	/**
	 * Whether the call of a method that has reached the advice is one. It is so once.
	 * @param method the method that is called
	 * @return whether to let it through
	 */
	public static boolean take(Method method) {
		Method expected = EXPECTED.get();
		boolean direct = expected != null && expected.getName().equals(method.getName())
				&& Arrays.equals(expected.getParameterTypes(), method.getParameterTypes());
		if (direct) {
			EXPECTED.remove();
		}
		return direct;
	}

}

package io.futil.retry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A method annotated with {@code @Recover}.
 *
 * @param method the method
 * @param failure the type of its first parameter if that is what has been thrown,
 * {@code null} if it takes arguments only
 */
record RecoverMethod(Method method, @Nullable Class<?> failure) {

	/** The most specific one where their exceptions are the same. */
	static final Comparator<RecoverMethod> MOST_ARGUMENTS_FIRST = Comparator
		.comparingInt((RecoverMethod recover) -> -recover.method.getParameterCount())
		.thenComparing((recover) -> recover.method.toGenericString());

	static RecoverMethod of(Method method) {
		Class<?> first = (method.getParameterCount() > 0) ? method.getParameterTypes()[0] : Object.class;
		return new RecoverMethod(method, Throwable.class.isAssignableFrom(first) ? first : null);
	}

	/** Where the arguments of the failed method begin. */
	int firstArgument() {
		return (this.failure != null) ? 1 : 0;
	}

	boolean accepts(Throwable failure) {
		return this.failure == null || this.failure.isInstance(failure);
	}

	boolean isNearerThan(RecoverMethod other, Throwable failure) {
		return distance(failure) < other.distance(failure);
	}

	private int distance(Throwable failure) {
		if (this.failure == null) {
			return Integer.MAX_VALUE;
		}
		int distance = 0;
		for (Class<?> type = failure.getClass(); type != null && type != this.failure; type = type.getSuperclass()) {
			distance++;
		}
		return distance;
	}

	/**
	 * Recover, through the proxy where that can call the method, so that its other advice
	 * applies.
	 * @param proxy the proxy of the bean
	 * @param target the instance whose method has failed
	 */
	@Nullable Object call(Object proxy, Object target, Throwable failure, @Nullable Object[] arguments) throws Throwable {
		@Nullable Object[] all = new @Nullable Object[this.method.getParameterCount()];
		if (this.failure != null) {
			all[0] = failure;
		}
		System.arraycopy(arguments, 0, all, firstArgument(), all.length - firstArgument());
		boolean onProxy = Modifier.isPublic(this.method.getModifiers()) && !Modifier.isFinal(this.method.getModifiers())
				&& this.method.getDeclaringClass().isInstance(proxy);
		try {
			ReflectionUtils.makeAccessible(this.method);
			return this.method.invoke(onProxy ? proxy : target, all);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}

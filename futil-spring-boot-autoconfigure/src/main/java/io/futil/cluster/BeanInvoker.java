package io.futil.cluster;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.futil.fanout.spi.DirectCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

/**
 * Calls the method of a bean that another member has named. What may be named is up to
 * {@link AllowedTypes}; what is called is the bean as everybody here sees it, with its
 * advice.
 */
final class BeanInvoker {

	private final AllowedTypes types;

	private final BeanFactory beans;

	private final Map<BeanCall, Found> found = new ConcurrentHashMap<>();

	BeanInvoker(AllowedTypes types, BeanFactory beans) {
		this.types = types;
		this.beans = beans;
	}

	/**
	 * Find what is called.
	 * @throws RuntimeException if it is not allowed or not there
	 */
	Found find(BeanCall call) {
		Found found = this.found.get(call);
		if (found == null) {
			Class<?> type = this.types.beanType(call.type());
			Method method = method(type, call);
			ReflectionUtils.makeAccessible(method);
			found = new Found(type, method, call.direct());
			this.found.put(call, found);
		}
		return found;
	}

	private static Method method(Class<?> type, BeanCall call) {
		// An abstract class declares nothing of what it has from its interfaces alone.
		return Stream
			.concat(Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type)), Arrays.stream(type.getMethods()))
			.filter((method) -> method.getName().equals(call.method()) && isOfBean(method)
					&& parameterTypes(method).equals(call.parameterTypes()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("Bean class " + call.type() + " has no method " + call.method()
					+ call.parameterTypes() + " on this member; run the same version of the application everywhere"));
	}

	/**
	 * Whether it is called on the bean, by way of its advice: neither a static method,
	 * such as the one that starts the application, nor a private one, which advice that
	 * asks who calls never sees.
	 */
	private static boolean isOfBean(Method method) {
		return !method.isBridge() && !Modifier.isStatic(method.getModifiers())
				&& !Modifier.isPrivate(method.getModifiers());
	}

	static List<String> parameterTypes(Method method) {
		return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
	}

	/** Call it, and wait for what it returns if that is a future. */
	@Nullable Object invoke(Found found, @Nullable Object[] arguments) throws Exception {
		Object bean = this.beans.getBean(found.type());
		@Nullable Object returned = found.direct()
				? DirectCalls.<@Nullable Object>make(found.method(), () -> call(found.method(), bean, arguments))
				: call(found.method(), bean, arguments);
		if (returned == null && found.isLater()) {
			throw new IllegalStateException(
					found.type().getName() + "." + found.method().getName() + " returned null instead of a future");
		}
		return (returned instanceof CompletionStage<?> stage) ? await(stage.toCompletableFuture())
				: (returned instanceof Future<?> future) ? await(future) : returned;
	}

	private static @Nullable Object call(Method method, Object bean, @Nullable Object[] arguments) throws Exception {
		try {
			return method.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			throw BeanInvoker.<Exception>sneaky(ex.getTargetException());
		}
	}

	private static @Nullable Object await(Future<?> future) throws Exception {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw BeanInvoker.<Exception>sneaky((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

	/** A method that may be called. */
	record Found(Class<?> type, Method method, boolean direct) {

		/** Whether it returns a future. */
		boolean isLater() {
			Class<?> returned = this.method.getReturnType();
			return Future.class.isAssignableFrom(returned) || CompletionStage.class.isAssignableFrom(returned);
		}

	}

}

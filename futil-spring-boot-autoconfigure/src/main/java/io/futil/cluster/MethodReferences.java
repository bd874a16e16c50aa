package io.futil.cluster;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the method that a serializable method reference refers to.
 */
final class MethodReferences {

	private MethodReferences() {
	}

	/**
	 * Find the method.
	 * @param type the type of the bean
	 * @param reference the reference
	 * @return a method of that type, with one parameter
	 * @throws IllegalArgumentException if it is no reference to one
	 */
	static Method methodOf(Class<?> type, Serializable reference) {
		SerializedLambda lambda = serialized(type, reference);
		String name = lambda.getImplMethodName();
		int kind = lambda.getImplMethodKind();
		boolean ofBean = kind == MethodHandleInfo.REF_invokeVirtual || kind == MethodHandleInfo.REF_invokeInterface;
		ClassLoader loader = type.getClassLoader();
		Class<?>[] parameters = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader)
			.parameterArray();
		if (!ofBean || name.startsWith("lambda$") || parameters.length != 1) {
			throw refused(type);
		}
		Method method = find(type, name, parameters);
		if (Modifier.isPrivate(method.getModifiers())) {
			throw new IllegalArgumentException("Method " + ClassUtils.getShortName(type) + "." + name
					+ " is private, and members call a bean with all its advice, which no private method has. Let it be"
					+ " seen in its package at least");
		}
		return method;
	}

	private static Method find(Class<?> type, String name, Class<?>... parameters) {
		Method method = ReflectionUtils.findMethod(type, name, parameters);
		return (method != null) ? method : Arrays.stream(type.getMethods())
			.filter((other) -> other.getName().equals(name) && Arrays.equals(other.getParameterTypes(), parameters))
			.findFirst()
			.orElseThrow(() -> refused(type));
	}

	private static SerializedLambda serialized(Class<?> type, Serializable reference) {
		try {
			Method replace = reference.getClass().getDeclaredMethod("writeReplace");
			replace.setAccessible(true);
			if (replace.invoke(reference) instanceof SerializedLambda lambda) {
				return lambda;
			}
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw refused(type, ex);
		}
		throw refused(type);
	}

	private static IllegalArgumentException refused(Class<?> type) {
		return refused(type, null);
	}

	private static IllegalArgumentException refused(Class<?> type, @Nullable Exception cause) {
		String name = ClassUtils.getShortName(type);
		return new IllegalArgumentException(
				"A task of a cluster is a method of a bean, with the item as its parameter. " + "What was given for "
						+ name + " is no reference to one of its methods, but code, and code does not "
						+ "travel. Give the method reference itself, such as " + name
						+ "::price, and put what else there is " + "to do into the method",
				cause);
	}

}

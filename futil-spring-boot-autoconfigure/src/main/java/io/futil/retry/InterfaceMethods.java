package io.futil.retry;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The methods of interfaces that a method of a class implements, with type variables
 * resolved as the class does, also where the method comes from a superclass that does not
 * know the interface.
 *
 * @param type the class
 * @param interfaces all its interfaces
 */
record InterfaceMethods(Class<?> type, List<Class<?>> interfaces) {

	static InterfaceMethods of(Class<?> type) {
		return new InterfaceMethods(type, List.of(ClassUtils.getAllInterfacesForClass(type)));
	}

	Stream<Method> implementedBy(Method method) {
		return this.interfaces.stream()
			.flatMap((candidate) -> Arrays.stream(candidate.getMethods()))
			.distinct()
			.filter((candidate) -> candidate.getName().equals(method.getName())
					&& candidate.getParameterCount() == method.getParameterCount() && hasTypesOf(candidate, method));
	}

	private boolean hasTypesOf(Method candidate, Method method) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			Class<?> parameter = method.getParameterTypes()[i];
			if (ResolvableType.forMethodParameter(candidate, i, this.type).resolve(Object.class) != parameter
					&& candidate.getParameterTypes()[i] != parameter) {
				return false;
			}
		}
		return true;
	}

}

package io.futil.retry;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.retry.annotation.Recover;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotated methods of a class: annotated themselves, in an interface or in a
 * superclass, or of an annotated class or interface.
 */
final class AnnotatedMethods {

	private AnnotatedMethods() {
	}

	/**
	 * Find them.
	 * @param type the class of a bean; that of a proxy made by somebody else counts as
	 * its interfaces
	 * @return annotated methods of that class, also those that cannot be honoured
	 */
	static List<AnnotatedMethod> of(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, ParallelRetryable.class)) {
			return List.of();
		}
		List<Class<?>> interfaces = List.of(ClassUtils.getAllInterfacesForClass(type));
		Map<List<Object>, AnnotatedMethod> found = new LinkedHashMap<>();
		declaring(type, interfaces).flatMap((declaring) -> Arrays.stream(methods(declaring))).forEach((method) -> {
			ParallelRetryable annotation = find(method, interfaces);
			if (annotation != null) {
				found.putIfAbsent(List.of(method.getName(), List.of(method.getParameterTypes())),
						new AnnotatedMethod(type, method, annotation));
			}
		});
		return new ArrayList<>(found.values());
	}

	private static Stream<Class<?>> declaring(Class<?> type, List<Class<?>> interfaces) {
		return (Proxy.isProxyClass(type) || type.isInterface()) ? Stream.concat(interfaces.stream(), Stream.of(type))
			.filter((declaring) -> !Proxy.isProxyClass(declaring)) : Stream.of(type);
	}

	private static Method[] methods(Class<?> declaring) {
		return ReflectionUtils.getUniqueDeclaredMethods(declaring,
				(method) -> !method.isBridge() && !method.isSynthetic() && method.getDeclaringClass() != Object.class);
	}

	private static @Nullable ParallelRetryable find(Method method, List<Class<?>> interfaces) {
		ParallelRetryable own = AnnotatedElementUtils.findMergedAnnotation(method, ParallelRetryable.class);
		if (own != null) {
			return own;
		}
		if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())
				|| AnnotatedElementUtils.hasAnnotation(method, Recover.class)) {
			return null;
		}
		ParallelRetryable ofClass = AnnotatedElementUtils.getMergedAnnotation(method.getDeclaringClass(),
				ParallelRetryable.class);
		return (ofClass != null) ? ofClass : interfaces.stream()
			.filter((type) -> ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes()) != null)
			.map((type) -> AnnotatedElementUtils.getMergedAnnotation(type, ParallelRetryable.class))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}

package io.futil.retry;

import java.lang.reflect.AnnotatedElement;
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
		InterfaceMethods interfaces = InterfaceMethods.of(type);
		if (!isAnywhere(type, interfaces.interfaces())) {
			return List.of();
		}
		Map<List<Object>, AnnotatedMethod> found = new LinkedHashMap<>();
		declaring(type, interfaces.interfaces()).flatMap((declaring) -> Arrays.stream(methods(declaring)))
			.forEach((method) -> {
				ParallelRetryable annotation = find(method, interfaces);
				if (annotation != null) {
					found.putIfAbsent(List.of(method.getName(), List.of(method.getParameterTypes())),
							new AnnotatedMethod(type, method, annotation));
				}
			});
		return new ArrayList<>(found.values());
	}

	/**
	 * Whether to look closer: most beans have nothing to do with it. Nor has a class that
	 * cannot be looked at because types it names are missing; it is not used, then.
	 */
	private static boolean isAnywhere(Class<?> type, List<Class<?>> interfaces) {
		try {
			return Stream
				.concat(Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass), interfaces.stream())
				.filter((source) -> AnnotationUtils.isCandidateClass(source, ParallelRetryable.class))
				.anyMatch((source) -> isAnnotated(source) || Arrays.stream(ReflectionUtils.getDeclaredMethods(source))
					.anyMatch(AnnotatedMethods::isAnnotated));
		}
		catch (IllegalStateException | LinkageError ex) {
			return false;
		}
	}

	private static boolean isAnnotated(AnnotatedElement element) {
		return element.getDeclaredAnnotations().length > 0
				&& AnnotatedElementUtils.isAnnotated(element, ParallelRetryable.class);
	}

	private static Stream<Class<?>> declaring(Class<?> type, List<Class<?>> interfaces) {
		return (Proxy.isProxyClass(type) || type.isInterface()) ? Stream.concat(interfaces.stream(), Stream.of(type))
			.filter((declaring) -> !Proxy.isProxyClass(declaring)) : Stream.of(type);
	}

	private static Method[] methods(Class<?> declaring) {
		return ReflectionUtils.getUniqueDeclaredMethods(declaring,
				(method) -> !method.isBridge() && !method.isSynthetic() && method.getDeclaringClass() != Object.class);
	}

	private static @Nullable ParallelRetryable find(Method method, InterfaceMethods interfaces) {
		return Stream.concat(Stream.of(method), interfaces.implementedBy(method))
			.map((candidate) -> AnnotatedElementUtils.findMergedAnnotation(candidate, ParallelRetryable.class))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> findOnType(method, interfaces));
	}

	private static @Nullable ParallelRetryable findOnType(Method method, InterfaceMethods interfaces) {
		if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())
				|| ReflectionUtils.isObjectMethod(method)
				|| AnnotatedElementUtils.hasAnnotation(method, Recover.class)) {
			return null;
		}
		return Stream.concat(Stream.of(method), interfaces.implementedBy(method))
			.map(Method::getDeclaringClass)
			.map((type) -> AnnotatedElementUtils.getMergedAnnotation(type, ParallelRetryable.class))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}

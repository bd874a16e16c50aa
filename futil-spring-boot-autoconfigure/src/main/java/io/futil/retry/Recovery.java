package io.futil.retry;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.retry.annotation.Recover;
import org.springframework.util.ReflectionUtils;

/**
 * What takes the place of a failure: methods annotated with {@code @Recover} that fit.
 * They are found once per class and called on the instance whose method has failed.
 *
 * @param methods those that fit, in the order of preference where their exceptions do not
 * decide
 */
record Recovery(List<RecoverMethod> methods) {

	/**
	 * Find what fits.
	 * @return {@code null} if nothing does
	 * @throws RefusedMethodException if a method is named and none of that name fits
	 */
	static @Nullable Recovery of(AnnotatedMethod method) {
		String name = method.annotation().recover();
		List<Method> annotated = annotated(method.type());
		List<RecoverMethod> fitting = annotated.stream()
			.filter((candidate) -> name.isEmpty() || candidate.getName().equals(name))
			.filter((candidate) -> fits(candidate, method))
			.map(RecoverMethod::of)
			.sorted(RecoverMethod.MOST_ARGUMENTS_FIRST)
			.toList();
		if (!name.isEmpty() && fitting.isEmpty()) {
			throw method.refused("recover", "'" + name + "'",
					"no method of that name is annotated with @Recover, returns the same type and takes the failure,"
							+ " or the arguments, or both in this order",
					remedy(name, annotated.stream().map(Method::getName).distinct().toList()));
		}
		return fitting.isEmpty() ? null : new Recovery(fitting);
	}

	private static String remedy(String name, List<String> annotated) {
		return (annotated.isEmpty() || annotated.contains(name)) ? "Add or correct it"
				: Suggestion.question(name, annotated) + "Add or correct it; annotated with @Recover are " + annotated;
	}

	/** The methods of a class that recover, whatever they fit. */
	static List<Method> annotated(Class<?> type) {
		return Stream.of(ReflectionUtils.getUniqueDeclaredMethods(type, (candidate) -> !candidate.isBridge()))
			.filter((candidate) -> AnnotatedElementUtils.hasAnnotation(candidate, Recover.class))
			.toList();
	}

	boolean has(Method method) {
		return this.methods.stream().anyMatch((recover) -> recover.method().equals(method));
	}

	private static boolean fits(Method candidate, AnnotatedMethod annotated) {
		Method method = annotated.method();
		ResolvableType returned = ResolvableType.forMethodReturnType(method, annotated.type());
		if (method.getReturnType().isPrimitive() ? method.getReturnType() != candidate.getReturnType()
				: !returned.isAssignableFrom(ResolvableType.forMethodReturnType(candidate, annotated.type()))) {
			return false;
		}
		int first = RecoverMethod.of(candidate).firstArgument();
		int taken = candidate.getParameterCount() - first;
		if (taken > method.getParameterCount()) {
			return false;
		}
		for (int i = 0; i < taken; i++) {
			if (!ResolvableType.forMethodParameter(candidate, first + i, annotated.type())
				.isAssignableFrom(ResolvableType.forMethodParameter(method, i, annotated.type()))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The method for a failure.
	 * @return the one of the nearest exception type, or else one that takes no exception
	 */
	@Nullable RecoverMethod methodFor(Throwable failure) {
		RecoverMethod nearest = null;
		for (RecoverMethod method : this.methods) {
			if (method.accepts(failure) && (nearest == null || method.isNearerThan(nearest, failure))) {
				nearest = method;
			}
		}
		return nearest;
	}

}

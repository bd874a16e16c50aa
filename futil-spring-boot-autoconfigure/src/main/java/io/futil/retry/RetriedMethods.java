package io.futil.retry;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.ClassFilter;
import org.springframework.aop.MethodMatcher;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcher;
import org.springframework.util.ClassUtils;

/**
 * The annotated methods of the beans, by class: each class is looked at once, and refused
 * then if it has one that no proxy can retry.
 */
final class RetriedMethods implements Pointcut {

	private static final String KEY = ParallelRetryable.class.getName();

	private final RetryBeans beans;

	private final Map<Class<?>, Map<Method, RetriedMethod>> byClass = new ConcurrentHashMap<>();

	private final ClassFilter classFilter = new AnnotatedTypes();

	private final MethodMatcher methodMatcher = new AnnotatedMatcher();

	RetriedMethods(RetryBeans beans) {
		this.beans = beans;
	}

	Collection<RetriedMethod> of(Class<?> type) {
		return byMethod(type).values();
	}

	/** The method that is called, {@code null} if it is not annotated. */
	@Nullable RetriedMethod find(Method method, Class<?> type) {
		Map<Method, RetriedMethod> methods = byMethod(type);
		if (methods.isEmpty()) {
			return null;
		}
		RetriedMethod specific = methods.get(AopUtils.getMostSpecificMethod(method, ClassUtils.getUserClass(type)));
		return (specific != null) ? specific : methods.get(method);
	}

	private Map<Method, RetriedMethod> byMethod(Class<?> type) {
		Class<?> userClass = ClassUtils.getUserClass(type);
		Map<Method, RetriedMethod> known = this.byClass.get(userClass);
		if (known == null) {
			known = read(userClass);
			Map<Method, RetriedMethod> first = this.byClass.putIfAbsent(userClass, known);
			known = (first != null) ? first : known;
		}
		return known;
	}

	private Map<Method, RetriedMethod> read(Class<?> type) {
		List<AnnotatedMethod> annotated = AnnotatedMethods.of(type);
		if (annotated.isEmpty()) {
			return Map.of();
		}
		ProxyRules rules = ProxyRules.of(type, this.beans.proxiesClasses());
		Map<Method, RetriedMethod> methods = new LinkedHashMap<>();
		for (AnnotatedMethod method : annotated) {
			rules.check(method);
			methods.put(method.method(), new RetriedMethod(method, this.beans));
		}
		return methods;
	}

	// Spring tells advice apart by what these say in toString(). Proxies of equal advice
	// share their class; one for each instance of a prototype, or for each application
	// context that comes and goes, would stay for ever.

	@Override
	public ClassFilter getClassFilter() {
		return this.classFilter;
	}

	@Override
	public MethodMatcher getMethodMatcher() {
		return this.methodMatcher;
	}

	/** Matches the classes that have an annotated method. */
	private final class AnnotatedTypes implements ClassFilter {

		@Override
		public boolean matches(Class<?> type) {
			return !byMethod(type).isEmpty();
		}

		@Override
		public String toString() {
			return KEY;
		}

	}

	/** Matches the methods that are annotated. */
	private final class AnnotatedMatcher extends StaticMethodMatcher {

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return find(method, targetClass) != null;
		}

		@Override
		public String toString() {
			return KEY;
		}

	}

}

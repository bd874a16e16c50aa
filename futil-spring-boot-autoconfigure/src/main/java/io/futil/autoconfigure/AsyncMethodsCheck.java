package io.futil.autoconfigure;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/**
 * Refuses {@code @Async} methods that name an executor whose tasks run on a cluster.
 * Spring looks for the executor when the method is called for the first time, and would
 * only say that there is none. And those that are retried on such an executor, too: on
 * the member, the thread that runs them does not know that they have been sent already.
 */
final class AsyncMethodsCheck implements SmartInitializingSingleton {

	/** By name: without Spring Retry its class cannot be read. */
	private static final String RETRYABLE = "io.futil.retry.ParallelRetryable";

	private final ConfigurableListableBeanFactory beanFactory;

	private final BeanExecutorLookup executors;

	AsyncMethodsCheck(ConfigurableListableBeanFactory beanFactory, BeanExecutorLookup executors) {
		this.beanFactory = beanFactory;
		this.executors = executors;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<Class<?>> seen = new HashSet<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : type(name);
			if (type != null && seen.add(type) && AnnotationUtils.isCandidateClass(type, Async.class)) {
				methods(type).forEach((method, executor) -> check(type, method, executor));
			}
		}
	}

	private @Nullable Class<?> type(String name) {
		try {
			return AutoProxyUtils.determineTargetClass(this.beanFactory, name);
		}
		catch (BeansException | LinkageError ex) {
			// A bean that is made later, of a class that is not there. Nor will it be.
			return null;
		}
	}

	/** The executor that each method names, itself or by its class. */
	private static Map<Method, String> methods(Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<String>) (method) -> {
				Async async = AnnotatedElementUtils.findMergedAnnotation(method, Async.class);
				if (async == null) {
					async = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), Async.class);
				}
				return (async != null) ? async.value() : null;
			});
		}
		catch (LinkageError ex) {
			return Map.of();
		}
	}

	private void check(Class<?> type, Method method, String executor) {
		String name = this.beanFactory.resolveEmbeddedValue(executor);
		if (name != null && this.executors.isOfCluster(name)) {
			throw NoExecutorToNameException
				.of("@Async names executor '" + name + "' on " + ClassUtils.getQualifiedMethodName(method, type), name);
		}
		String retriedOn = retriedOn(type, method);
		if (retriedOn != null && this.executors.isOfCluster(retriedOn)) {
			throw NoExecutorToNameException.withoutEnd(ClassUtils.getQualifiedMethodName(method, type), retriedOn);
		}
	}

	private @Nullable String retriedOn(Class<?> type, Method method) {
		for (AnnotatedElement element : new AnnotatedElement[] { method, type }) {
			MergedAnnotation<Annotation> retried = MergedAnnotations
				.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
				.get(RETRYABLE);
			if (retried.isPresent()) {
				String name = this.beanFactory.resolveEmbeddedValue(retried.getString("executor"));
				return (name != null && !name.isEmpty()) ? name
						: this.beanFactory.getBean(FutilProperties.class).fanOut().executor();
			}
		}
		return null;
	}

}

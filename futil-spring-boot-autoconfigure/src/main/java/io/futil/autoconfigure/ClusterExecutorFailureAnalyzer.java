package io.futil.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.Order;

/**
 * Says what to do where an executor whose tasks run on a cluster was to be injected or
 * named as one that takes any code. Comes before the analyzers that only know that there
 * is no such bean.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ClusterExecutorFailureAnalyzer implements FailureAnalyzer {

	private final BeanFactory beanFactory;

	ClusterExecutorFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		InjectionPoint point = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied
					&& unsatisfied.getInjectionPoint() != null) {
				point = unsatisfied.getInjectionPoint();
			}
			NoExecutorToNameException wrong = (cause instanceof NoExecutorToNameException known) ? known
					: wrong(cause, point);
			if (wrong != null) {
				return new FailureAnalysis(wrong.getMessage() + ".", wrong.remedy() + ".", failure);
			}
		}
		return null;
	}

	private @Nullable NoExecutorToNameException wrong(Throwable cause, @Nullable InjectionPoint point) {
		if (cause instanceof BeanNotOfRequiredTypeException other && isOfCluster(other.getBeanName())) {
			return NoExecutorToNameException.of(((point != null) ? asks(point) : "Somebody asks") + " for bean '"
					+ other.getBeanName() + "' as a " + other.getRequiredType().getName(), other.getBeanName());
		}
		if (cause instanceof NoSuchBeanDefinitionException && point != null) {
			String name = name(point);
			if (name != null && isOfCluster(name)) {
				return NoExecutorToNameException.of(asks(point) + " for executor '" + name + "'", name);
			}
		}
		return null;
	}

	private static String asks(InjectionPoint point) {
		return point.getMember().getDeclaringClass().getName() + " asks at " + point;
	}

	/** What a qualifier says, ours or Spring's. */
	private static @Nullable String name(InjectionPoint point) {
		MergedAnnotations annotations = MergedAnnotations.from(point.getAnnotations());
		MergedAnnotation<FutilExecutor> ours = annotations.get(FutilExecutor.class);
		MergedAnnotation<Qualifier> qualifier = annotations.get(Qualifier.class);
		if (ours.isPresent()) {
			return ours.getString(MergedAnnotation.VALUE);
		}
		return qualifier.isPresent() ? qualifier.getString(MergedAnnotation.VALUE) : null;
	}

	private boolean isOfCluster(String name) {
		return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, ClusterExecutor.class);
	}

}

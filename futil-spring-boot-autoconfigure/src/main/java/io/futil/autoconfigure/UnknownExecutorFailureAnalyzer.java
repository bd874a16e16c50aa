package io.futil.autoconfigure;

import java.util.List;
import java.util.concurrent.Executor;

import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.Order;

/**
 * Says which executor {@link FutilExecutor @FutilExecutor} asks for if there is none of
 * that name. Comes before Spring Boot's analyzer, which says that of a type.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownExecutorFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final BeanFactory beanFactory;

	UnknownExecutorFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		InjectionPoint point = injectionPoint(rootFailure);
		if (point == null || !(this.beanFactory instanceof ListableBeanFactory beans)) {
			return null;
		}
		MergedAnnotation<FutilExecutor> asked = MergedAnnotations.from(point.getAnnotations()).get(FutilExecutor.class);
		if (!asked.isPresent()) {
			return null;
		}
		String name = asked.getString(MergedAnnotation.VALUE);
		List<String> known = List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Executor.class, false, false));
		if (known.contains(name)) {
			return null;
		}
		String description = point.getMember().getDeclaringClass().getName() + " asks at " + point
				+ " by @FutilExecutor for executor '" + name + "'; there is no executor of that name; known are "
				+ known + ".";
		return new FailureAnalysis(description,
				Suggestion.question(name, known) + "Name one of these, or add one of that name under futil.executors.",
				cause);
	}

	/** Where the bean was asked for that is missing: the innermost one. */
	private static @Nullable InjectionPoint injectionPoint(Throwable failure) {
		InjectionPoint innermost = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied
					&& unsatisfied.getInjectionPoint() != null) {
				innermost = unsatisfied.getInjectionPoint();
			}
		}
		return innermost;
	}

}

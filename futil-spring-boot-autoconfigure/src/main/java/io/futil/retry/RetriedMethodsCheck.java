package io.futil.retry;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Checks all annotated methods when the application starts, those of beans that are made
 * later as well, and resolves their placeholders.
 */
final class RetriedMethodsCheck implements SmartInitializingSingleton, AopInfrastructureBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final RetriedMethods methods;

	private final RetryBeans beans;

	RetriedMethodsCheck(ConfigurableListableBeanFactory beanFactory, RetriedMethods methods, RetryBeans beans) {
		this.beanFactory = beanFactory;
		this.methods = methods;
		this.beans = beans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Set<Class<?>> seen = new HashSet<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : type(name);
			if (type != null && seen.add(type)) {
				Collection<RetriedMethod> retried = this.methods.of(type);
				retried.forEach(this::check);
				IdleRecovery.warn(type, retried);
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

	private void check(RetriedMethod method) {
		String executor = method.settings().executor();
		if (executor.isEmpty()) {
			return;
		}
		ExecutorLookup executors = this.beans.executors();
		if (executors.find(executor) == null) {
			Collection<String> known = executors.names();
			throw refused(method, executor, "there is no executor of that name; known are " + known,
					Suggestion.question(executor, known)
							+ "Name one of these, or add one of that name under futil.executors");
		}
		try {
			this.beans.fanOut().on(executor);
		}
		catch (IllegalArgumentException ex) {
			throw refused(method, executor, String.valueOf(ex.getMessage()),
					"Change the bean '" + executor + "', or name another executor");
		}
	}

	private static RefusedMethodException refused(RetriedMethod method, String executor, String reason, String remedy) {
		AnnotatedMethod annotated = method.method();
		String expression = annotated.annotation().executorExpression();
		if (!StringUtils.hasText(expression)) {
			return annotated.refused("executor", "'" + executor + "'", reason, remedy);
		}
		return annotated.refused("executorExpression",
				"'" + expression + "'" + (expression.equals(executor) ? "" : " (that is '" + executor + "')"), reason,
				remedy);
	}

}

package io.futil.retry;

import java.util.Collection;

import io.futil.fanout.spi.ExecutorLookup;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

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
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : type(name);
			if (type != null) {
				this.methods.of(type).forEach(this::check);
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
		ExecutorLookup executors = this.beans.executors();
		if (!executor.isEmpty() && executors.find(executor) == null) {
			Collection<String> known = executors.names();
			throw method.method()
				.refused("executor", "'" + executor + "'", "there is no executor of that name; known are " + known,
						"Name one of these, or add one of that name under futil.executors");
		}
	}

}

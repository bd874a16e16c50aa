package io.futil.retry;

import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The advice for {@link ParallelRetryable @ParallelRetryable}. The auto-configuration
 * imports it where Spring Retry is.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@Import(ParallelRetryConfiguration.AutoProxy.class)
public final class ParallelRetryConfiguration {

	/** Outside of transactions, so that each attempt has one of its own. */
	static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RetryBeans futilRetryBeans(ConfigurableListableBeanFactory beanFactory) {
		return new RetryBeans(beanFactory);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RetriedMethods futilRetriedMethods(RetryBeans beans) {
		return new RetriedMethods(beans);
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static Advisor futilRetryAdvisor(RetriedMethods methods, RetryBeans beans) {
		DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(methods,
				new ParallelRetryInterceptor(methods, beans));
		advisor.setOrder(ORDER);
		return advisor;
	}

	@Bean
	@Lazy(false)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static RetriedMethodsCheck futilRetriedMethodsCheck(ConfigurableListableBeanFactory beanFactory,
			RetriedMethods methods, RetryBeans beans) {
		return new RetriedMethodsCheck(beanFactory, methods, beans);
	}

	/** Has infrastructure advisors applied, also where nobody else asks for it. */
	static final class AutoProxy implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
		}

	}

}

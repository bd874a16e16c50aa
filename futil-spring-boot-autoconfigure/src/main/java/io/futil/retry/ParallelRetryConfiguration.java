package io.futil.retry;

import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The advice for {@link ParallelRetryable @ParallelRetryable}. The auto-configuration
 * imports it where Spring Retry is.
 */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
@Import(ParallelRetryConfiguration.AutoProxy.class)
public final class ParallelRetryConfiguration {

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
	static Advisor futilRetryAdvisor(RetriedMethods methods, RetryBeans beans,
			ConfigurableListableBeanFactory beanFactory) {
		return new RetryAdvisor(methods, new ParallelRetryInterceptor(methods, beans), beanFactory);
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

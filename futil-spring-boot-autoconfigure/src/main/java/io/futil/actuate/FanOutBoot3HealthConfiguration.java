package io.futil.actuate;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The health indicator. The auto-configuration imports it where it was asked for and the
 * health of Spring Boot 3 is on the class path.
 */
@Configuration(proxyBeanMethods = false)
@Import({ FanOutExecutorsConfiguration.class, FanOutBoot3HealthConfiguration.Indicator.class })
public final class FanOutBoot3HealthConfiguration {

	/** Says of which type it is, which a method cannot declare. */
	static final class Indicator implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			RootBeanDefinition indicator = new RootBeanDefinition(Boot3HealthIndicator.class);
			indicator.setFactoryMethodName("of");
			indicator.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
			indicator.setTargetType(Boot3HealthIndicator.type());
			registry.registerBeanDefinition(FanOutHealthConfiguration.NAME, indicator);
		}

	}

}

package io.futil.autoconfigure;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean per executor, unless the application has a bean of that name.
 * <p>
 * The beans are fallbacks: whoever asks for an executor by type gets the application's or
 * Spring Boot's, as if these were not there. They are registered after Spring Boot has
 * looked whether there is any executor, so that it makes its own.
 */
final class ExecutorRegistrar implements ImportBeanDefinitionRegistrar {

	private final BeanFactory beanFactory;

	private final Environment environment;

	private final ClassLoader classLoader;

	ExecutorRegistrar(BeanFactory beanFactory, Environment environment, ClassLoader classLoader) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.classLoader = classLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
		FutilProperties properties = new SettingsBinding(this.environment).atStart();
		properties.executors().forEach((name, settings) -> {
			if (!registry.isBeanNameInUse(name) && !this.beanFactory.containsBean(name)) {
				registry.registerBeanDefinition(name, definition(ExecutorSpec.of(name, settings)));
			}
		});
	}

	private RootBeanDefinition definition(ExecutorSpec spec) {
		RootBeanDefinition definition;
		if (spec instanceof ExecutorSpec.Cluster) {
			ClusterCheck.requireHazelcast(spec.name(), this.classLoader);
			definition = new RootBeanDefinition(ClusterExecutor.class);
			definition.setFactoryMethodName(ExecutorFactory.CLUSTER);
		}
		else {
			boolean virtual = spec instanceof ExecutorSpec.Virtual;
			definition = new RootBeanDefinition(virtual ? VirtualTaskExecutor.class : PlatformTaskExecutor.class);
			definition.setFactoryMethodName(virtual ? ExecutorFactory.VIRTUAL : ExecutorFactory.PLATFORM);
		}
		definition.setFactoryBeanName(FutilExecutorsAutoConfiguration.FACTORY);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, spec.name());
		definition.setFallback(true);
		return definition;
	}

}

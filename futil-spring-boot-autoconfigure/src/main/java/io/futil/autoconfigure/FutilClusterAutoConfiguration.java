package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.futil.cluster.ClusterConfiguration;
import io.futil.cluster.ClusterSettings;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * The cluster, if an executor has {@code threads: cluster}. It is that of a Hazelcast
 * instance among the beans, if there is one, and otherwise has an instance of its own
 * that nobody else sees.
 */
@AutoConfiguration(after = FutilExecutorsAutoConfiguration.class,
		afterName = { "org.springframework.boot.autoconfigure.hazelcast.HazelcastAutoConfiguration",
				"org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration" })
@Conditional(OnClusterExecutor.class)
public final class FutilClusterAutoConfiguration {

	@Bean
	ClusterSettings futilClusterSettings(FutilProperties properties, BeanExecutorLookup executors,
			ConfigurableListableBeanFactory beanFactory) {
		FutilProperties.Cluster cluster = properties.cluster();
		executors.requireRunOn(cluster.runOn());
		List<String> packages = new ArrayList<>(cluster.allowedPackages());
		if (AutoConfigurationPackages.has(beanFactory)) {
			packages.addAll(AutoConfigurationPackages.get(beanFactory));
		}
		return new ClusterSettings(cluster.name(), cluster.port(), cluster.portCount(), cluster.bind(),
				cluster.members(), cluster.capacity(), cluster.runOn(), cluster.local(), cluster.hosting(),
				cluster.memberTimeout(), Math.toIntExact(cluster.maxPayloadSize().toBytes()), packages,
				cluster.allowUnfiltered());
	}

	@Bean
	@Lazy(false)
	static AsyncMethodsCheck futilAsyncMethodsCheck(ConfigurableListableBeanFactory beanFactory,
			BeanExecutorLookup executors) {
		return new AsyncMethodsCheck(beanFactory, executors);
	}

	/**
	 * What knows Hazelcast. Without that, the executors say what is missing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = ClusterCheck.HAZELCAST)
	@Import(ClusterConfiguration.class)
	static class Member {

	}

}

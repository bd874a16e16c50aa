package io.futil.cluster;

import java.util.function.IntSupplier;

import com.hazelcast.core.HazelcastInstance;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.WorkerExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;

/**
 * This member of the cluster. The auto-configuration imports it where Hazelcast is and an
 * executor asks for it.
 */
@Configuration(proxyBeanMethods = false)
@ImportRuntimeHints(ClusterConfiguration.Hints.class)
public final class ClusterConfiguration {

	private static final Log logger = LogFactory.getLog(ClusterConfiguration.class);

	// Not as a bean of its own: whoever finds a Hazelcast instance makes something of it.
	@Bean
	Transport futilClusterTransport(ClusterSettings settings, ObjectProvider<HazelcastInstance> instances) {
		HazelcastInstance existing = instances.getIfUnique();
		if (existing != null && HazelcastCheck.isMember(existing)) {
			HazelcastCheck.check(existing, settings.allowUnfiltered());
			logger.info("Cluster '" + settings.name() + "' is that of Hazelcast instance '" + existing.getName()
					+ "': futil.cluster.port, bind and members have no effect");
			return new HazelcastTransport(existing, settings.name(), () -> {
			});
		}
		HazelcastInstance own = EmbeddedMember.start(settings);
		return new HazelcastTransport(own, settings.name(), own::shutdown);
	}

	@Bean
	AllowedTypes futilClusterTypes(ClusterSettings settings, ConfigurableBeanFactory beanFactory) {
		ClassLoader loader = beanFactory.getBeanClassLoader();
		return new AllowedTypes(settings.allowedPackages(),
				(loader != null) ? loader : ClusterConfiguration.class.getClassLoader());
	}

	@Bean
	Codec futilClusterCodec(ClusterSettings settings, AllowedTypes types) {
		return new Codec(types, settings.maxPayloadBytes());
	}

	@Bean
	Dispatcher futilClusterDispatcher(ClusterSettings settings) {
		return new Dispatcher(settings.name(), settings.local());
	}

	@Bean
	RemoteTasks futilClusterTasks(AllowedTypes types, Codec codec, Dispatcher dispatcher,
			ObjectProvider<ClusterContextPropagator> propagators) {
		return new RemoteCalls(types, codec, dispatcher, propagators.orderedStream().toList());
	}

	// Not lazy: others may have tasks for it although nobody here does.
	@Bean
	@Lazy(false)
	Cluster futilCluster(ClusterSettings settings, Transport transport, Dispatcher dispatcher, Codec codec,
			AllowedTypes types, ConfigurableBeanFactory beanFactory, ObjectProvider<FanOutOperations> fanOut,
			ObjectProvider<ExecutorLookup> executors, ObjectProvider<ClusterContextPropagator> propagators) {
		TaskHost host = new TaskHost(() -> fanOut.getObject().on(settings.runOn()), codec,
				new BeanInvoker(types, beanFactory), propagators.orderedStream().toList(), transport.self(),
				transport.name(transport.self()));
		return new Cluster(settings, transport, dispatcher, host, capacity(settings, executors));
	}

	private static IntSupplier capacity(ClusterSettings settings, ObjectProvider<ExecutorLookup> executors) {
		if (settings.capacity() > 0) {
			return settings::capacity;
		}
		return () -> (executors.getObject().find(settings.runOn()) instanceof WorkerExecutor workers)
				? workers.concurrency() : Runtime.getRuntime().availableProcessors();
	}

	/** What Hazelcast makes by its name where it arrives. */
	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.reflection().registerType(ClusterMessage.class, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		}

	}

}

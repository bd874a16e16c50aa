package io.futil.cluster;

import java.lang.reflect.Method;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A Hazelcast instance for futil alone. It stores no data, listens at one address, looks
 * for no other members than those it was told of, and deserialises nothing but what
 * Hazelcast says of its own failures.
 */
final class EmbeddedMember {

	private static final int LAST_PORT = 65_535;

	private EmbeddedMember() {
	}

	/**
	 * Start it, and join the others.
	 * @throws ClusterStartException if it cannot start
	 */
	static HazelcastInstance start(ClusterSettings settings) {
		HazelcastInstance instance;
		try {
			instance = Hazelcast.newHazelcastInstance(config(settings));
		}
		catch (RuntimeException ex) {
			throw failed(settings, ex);
		}
		try {
			HazelcastCheck.checkVersion(instance);
			return instance;
		}
		catch (RuntimeException ex) {
			instance.shutdown();
			throw ex;
		}
	}

	private static ClusterStartException failed(ClusterSettings settings, RuntimeException failure) {
		return new ClusterStartException(
				"Cluster '" + settings.name() + "' has no member here: nothing can listen at " + settings.bind()
						+ ", ports " + settings.port() + " to " + lastPort(settings) + " (" + failure.getMessage()
						+ ")",
				"Set futil.cluster.bind to an address of this machine, and futil.cluster.port and port-count to ports"
						+ " that are free",
				failure);
	}

	static Config config(ClusterSettings settings) {
		Config config = new Config();
		config.setClusterName(settings.name());
		config.setLiteMember(true);
		config.setClassLoader(new HazelcastClasses(EmbeddedMember.class.getClassLoader()));
		config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
		allowNoUnknownCompactClass(config.getSerializationConfig().getCompactSerializationConfig());
		config.getMetricsConfig().setEnabled(false);
		network(config.getNetworkConfig(), settings);
		config.setProperty("hazelcast.logging.type",
				ClassUtils.isPresent("org.slf4j.Logger", EmbeddedMember.class.getClassLoader()) ? "slf4j" : "jdk");
		config.setProperty("hazelcast.phone.home.enabled", "false");
		config.setProperty("hazelcast.shutdownhook.enabled", "false");
		// Otherwise it listens at all addresses, whatever its interface is.
		config.setProperty("hazelcast.socket.bind.any", "false");
		// What hangs is found by this; what crashes closes its sockets at once.
		config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
		config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
		// There are no data to be spread, so nothing is won by joining together.
		config.setProperty("hazelcast.wait.seconds.before.join", "0");
		config.setProperty("hazelcast.max.wait.seconds.before.join", "0");
		// Two that have started at the same time, each alone, find each other by this.
		config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
		config.setProperty("hazelcast.merge.next.run.delay.seconds", "10");
		// It has messages to carry and nothing else to do: few threads, and few words.
		config.setProperty("hazelcast.io.thread.count", "2");
		config.setProperty("hazelcast.event.thread.count", "1");
		config.setProperty("hazelcast.health.monitoring.level", "OFF");
		config.setProperty("hazelcast.slow.operation.detector.enabled", "false");
		return config;
	}

	private static void network(NetworkConfig network, ClusterSettings settings) {
		network.setPort(settings.port())
			.setPortCount(lastPort(settings) - settings.port() + 1)
			.setPortAutoIncrement(true);
		network.getInterfaces().setEnabled(true).addInterface(settings.bind());
		JoinConfig join = network.getJoin();
		join.getMulticastConfig().setEnabled(false);
		join.getAutoDetectionConfig().setEnabled(false);
		join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
	}

	private static int lastPort(ClusterSettings settings) {
		return Math.min(LAST_PORT, settings.port() + settings.portCount() - 1);
	}

	/** Otherwise whoever sends something may name any class of it, from 5.7 on. */
	private static void allowNoUnknownCompactClass(CompactSerializationConfig compact) {
		Method filter = ReflectionUtils.findMethod(CompactSerializationConfig.class, "setZeroConfigFilter",
				JavaSerializationFilterConfig.class);
		if (filter != null) {
			ReflectionUtils.invokeMethod(filter, compact, filter());
		}
	}

	/** Hazelcast sends what went wrong as a Java object; the rest is written by hand. */
	private static JavaSerializationFilterConfig filter() {
		ClassFilter allowed = new ClassFilter();
		allowed.addPrefixes("com.hazelcast.core.", "com.hazelcast.nio.serialization.", "com.hazelcast.spi.exception.");
		allowed.addClasses("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException",
				"java.lang.IllegalStateException", "java.lang.IllegalArgumentException", "java.lang.StackTraceElement",
				"[Ljava.lang.StackTraceElement;", "java.lang.Number", "java.lang.Enum", "java.io.IOException",
				"java.lang.SecurityException", "java.util.Collections$EmptyList",
				"java.util.concurrent.RejectedExecutionException", "java.util.concurrent.CancellationException");
		return new JavaSerializationFilterConfig().setDefaultsDisabled(true).setWhitelist(allowed);
	}

}

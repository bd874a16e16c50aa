package io.futil.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.version.MemberVersion;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a Hazelcast instance can be trusted with tasks: whoever reaches its port
 * could otherwise have it deserialise what he likes.
 */
final class HazelcastCheck {

	private static final Log logger = LogFactory.getLog(HazelcastCheck.class);

	private static final MemberVersion OLDEST = MemberVersion.of(5, 3, 5);

	private HazelcastCheck() {
	}

	/** Whether it is a member, and not one that only asks others. */
	static boolean isMember(HazelcastInstance instance) {
		return instance.getLocalEndpoint() instanceof Member;
	}

	/**
	 * Check an instance that the application has made.
	 * @throws ClusterStartException if it cannot be trusted
	 */
	static void check(HazelcastInstance instance, boolean allowUnfiltered) {
		checkVersion(instance);
		if (isFiltered(instance.getConfig().getSerializationConfig().getJavaSerializationFilterConfig())) {
			return;
		}
		String what = "Hazelcast instance '" + instance.getName()
				+ "' deserialises any class: it has no allow-list in its JavaSerializationFilterConfig";
		if (!allowUnfiltered) {
			throw new ClusterStartException(what,
					"Set one, as with config.getSerializationConfig()"
							+ ".setJavaSerializationFilterConfig(new JavaSerializationFilterConfig()), which allows"
							+ " Java's classes and Hazelcast's, or futil.cluster.allow-unfiltered to true if nobody"
							+ " else can reach its ports",
					null);
		}
		logger.warn(what + ". futil.cluster.allow-unfiltered says that this is meant: whoever reaches its ports can run"
				+ " code here");
	}

	/**
	 * Check the version.
	 * @throws ClusterStartException if it has holes that are known
	 */
	static void checkVersion(HazelcastInstance instance) {
		MemberVersion version = instance.getCluster().getLocalMember().getVersion();
		if (version.compareTo(OLDEST) < 0) {
			throw new ClusterStartException(
					"Hazelcast " + version + " is on the class path, which lets others run what they may not",
					"Set the version of com.hazelcast:hazelcast to " + OLDEST + " or later, such as 5.7.0", null);
		}
	}

	/** A list of what is not allowed is none of what is. */
	private static boolean isFiltered(@Nullable JavaSerializationFilterConfig filter) {
		return filter != null && (!filter.isDefaultsDisabled() || !filter.getWhitelist().isEmpty());
	}

}

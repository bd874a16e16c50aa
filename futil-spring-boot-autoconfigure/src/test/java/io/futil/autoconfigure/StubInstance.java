package io.futil.autoconfigure;

import java.lang.reflect.Proxy;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.hazelcast.cluster.Address;
import com.hazelcast.cluster.Cluster;
import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.LifecycleService;
import com.hazelcast.version.MemberVersion;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast instances that are alone and listen nowhere.
 */
final class StubInstance {

	private StubInstance() {
	}

	static HazelcastInstance of(String version, @Nullable JavaSerializationFilterConfig filter) {
		Config config = new Config();
		config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
		Member member = stub(Member.class,
				Map.of("getVersion", MemberVersion.of(version), "getUuid", UUID.randomUUID(), "getAddress", address()));
		Cluster cluster = stub(Cluster.class, Map.of("getLocalMember", member, "addMembershipListener",
				UUID.randomUUID(), "removeMembershipListener", true));
		LifecycleService lifecycle = stub(LifecycleService.class,
				Map.of("addLifecycleListener", UUID.randomUUID(), "removeLifecycleListener", true, "isRunning", true));
		return stub(HazelcastInstance.class,
				Map.of("getName", "theirs", "getLocalEndpoint", member, "getCluster", cluster, "getConfig", config,
						"getUserContext", new ConcurrentHashMap<>(), "getLifecycleService", lifecycle,
						"getExecutorService", stub(IExecutorService.class, Map.of())));
	}

	private static Address address() {
		try {
			return new Address("127.0.0.1", 1);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static <T> T stub(Class<T> type, Map<String, Object> values) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				Object value = switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					case "toString" -> type.getSimpleName();
					default -> values.get(method.getName());
				};
				if (value == null && method.getReturnType() != void.class) {
					throw new UnsupportedOperationException(method.getName());
				}
				return value;
			}));
	}

}

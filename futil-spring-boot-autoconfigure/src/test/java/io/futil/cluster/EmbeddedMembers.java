package io.futil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.hazelcast.core.HazelcastInstance;
import io.futil.cluster.ClusterSettings.LocalTasks;

/**
 * Hazelcast instances as futil starts them, on this machine, at ports that were free.
 */
final class EmbeddedMembers implements AutoCloseable {

	private final List<Integer> ports;

	private final List<HazelcastInstance> started = new ArrayList<>();

	EmbeddedMembers(int most) {
		this.ports = freePorts(most);
	}

	HazelcastInstance start() {
		HazelcastInstance instance = EmbeddedMember.start(settings(this.ports.get(this.started.size())));
		this.started.add(instance);
		return instance;
	}

	private ClusterSettings settings(int port) {
		return settings("test", port, this.ports.stream().map((other) -> "127.0.0.1:" + other).toList());
	}

	static ClusterSettings settings(String name, int port, List<String> members) {
		return new ClusterSettings(name, port, 1, "127.0.0.1", members, 0, "cpu", LocalTasks.ALWAYS, true,
				Duration.ofSeconds(5), 1 << 20, List.of(), false);
	}

	static List<Integer> freePorts(int count) {
		List<ServerSocket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < count; i++) {
				sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
			for (ServerSocket socket : sockets) {
				socket.close();
			}
			return ports;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.started.forEach(HazelcastInstance::shutdown);
	}

}

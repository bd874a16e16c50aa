package io.futil.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import org.awaitility.Awaitility;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sample as a member that audits, in this virtual machine, and workers in processes
 * of their own: a cluster that nobody else finds.
 */
public final class ClusterSample implements AutoCloseable {

	private static final Duration AGAINST_A_HANG = Duration.ofSeconds(100);

	private final List<SampleProcess> workers = new ArrayList<>();

	private final ConfigurableApplicationContext context;

	private ClusterSample(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start it all, and wait until everybody knows everybody. The auditor hashes nothing
	 * itself.
	 */
	public static ClusterSample start(Path root, int workers) throws IOException {
		int port = freePort();
		List<String> shared = List.of("--audit.root=" + root, "--futil.cluster.name=sample-" + port,
				"--futil.cluster.port=" + port, "--futil.cluster.port-count=20",
				"--futil.cluster.members=127.0.0.1:" + port);
		List<String> auditor = new ArrayList<>(shared);
		auditor.addAll(List.of("--spring.profiles.active=cluster", "--audit.enabled=false", "--server.port=0",
				"--server.shutdown=immediate", "--futil.cluster.local=never"));
		List<String> worker = new ArrayList<>(shared);
		worker.add("--spring.profiles.active=worker");
		ClusterSample sample = new ClusterSample(
				new SpringApplicationBuilder(SampleApplication.class).run(auditor.toArray(String[]::new)));
		try {
			for (int i = 0; i < workers; i++) {
				sample.workers.add(SampleProcess.start("C.UTF-8", worker.toArray(String[]::new)));
			}
			sample.await((members) -> members.size() == workers + 1
					&& members.stream().allMatch((member) -> member.capacity() > 0));
			return sample;
		}
		catch (RuntimeException | Error ex) {
			sample.close();
			throw ex;
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	public void await(Predicate<List<ClusterMember>> condition) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(AGAINST_A_HANG)
			.until(() -> condition.test(members()));
	}

	public List<ClusterMember> members() {
		return this.context.getBean(ClusterMembers.class).all();
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public List<SampleProcess> workers() {
		return this.workers;
	}

	public int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	@Override
	public void close() throws IOException {
		for (SampleProcess worker : this.workers) {
			worker.close();
		}
		this.context.close();
	}

}

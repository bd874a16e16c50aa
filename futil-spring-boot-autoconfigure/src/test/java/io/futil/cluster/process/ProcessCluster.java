package io.futil.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import io.futil.fanout.FanOutOperations;
import org.awaitility.Awaitility;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A cluster of virtual machines on the loopback interface: this one, which sends only,
 * and workers.
 */
final class ProcessCluster implements AutoCloseable {

	private final List<WorkerProcess> workers = new ArrayList<>();

	private final List<String> settings;

	private final ConfigurableApplicationContext context;

	ProcessCluster() {
		int port = freePort();
		this.settings = List.of("--futil.cluster.name=test-" + port, "--futil.cluster.port=" + port,
				"--futil.cluster.port-count=20", "--futil.cluster.member-timeout=2s",
				"--futil.cluster.members=127.0.0.1:" + port);
		List<String> mine = new ArrayList<>(this.settings);
		mine.add("--futil.cluster.local=never");
		this.context = ClusterApplication.start(mine.toArray(String[]::new));
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	FanOutOperations fanOut() {
		return this.context.getBean(FanOutOperations.class).on("reports");
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/** So many workers that take tasks, started if there are not so many. */
	List<WorkerProcess> workers(int count) {
		this.workers.removeIf((worker) -> !worker.isAlive());
		List<WorkerProcess> started = IntStream.range(this.workers.size(), count)
			.mapToObj((i) -> WorkerProcess.starting(this.settings.toArray(String[]::new)))
			.toList();
		this.workers.addAll(started);
		started.forEach(WorkerProcess::ready);
		await(() -> others().stream()
			.filter((member) -> member.capacity() > 0 && member.state() == ClusterMember.State.UP)
			.count() == count);
		return List.copyOf(this.workers);
	}

	/** The members beside this one. */
	List<ClusterMember> others() {
		return bean(ClusterMembers.class).all().stream().filter(Predicate.not(ClusterMember::local)).toList();
	}

	static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
	}

	@Override
	public void close() {
		this.workers.forEach(WorkerProcess::close);
		this.context.close();
	}

}

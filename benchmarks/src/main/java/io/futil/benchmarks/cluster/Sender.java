package io.futil.benchmarks.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The member that has the tasks, and the workers beside it.
 */
final class Sender implements AutoCloseable {

	private final int port = freePort();

	private final ConfigurableApplicationContext context;

	private final List<Worker> workers = new ArrayList<>();

	/**
	 * Start it with two workers.
	 * @param local what it runs itself, as in {@code futil.cluster.local}
	 */
	Sender(String local) throws Exception {
		this.context = MemberApplication.start(this.port,
				Map.of("futil.cluster.local", local, "futil.cluster.hosting", false));
		complete();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Have two workers that take tasks. */
	void complete() throws Exception {
		while (up() > this.workers.size()) {
			Thread.sleep(50);
		}
		while (this.workers.size() < 2) {
			this.workers.add(new Worker(this.port));
		}
		while (up() < 2) {
			Thread.sleep(50);
		}
	}

	private long up() {
		return this.context.getBean(ClusterMembers.class)
			.all()
			.stream()
			.filter((member) -> !member.local() && member.capacity() > 0)
			.filter((member) -> member.state() == ClusterMember.State.UP)
			.count();
	}

	/** How many tasks the workers have. */
	int inFlight() {
		return this.context.getBean(ClusterMembers.class).all().stream().mapToInt(ClusterMember::inFlight).sum();
	}

	/** The worker that is lost next; {@link #complete} starts another one for it. */
	Worker victim() {
		return this.workers.remove(0);
	}

	FanOutOperations remote() {
		return this.context.getBean(FanOutTemplate.class).on("remote");
	}

	FanOutOperations local() {
		return this.context.getBean(FanOutTemplate.class).on("cpu");
	}

	Labour labour() {
		return this.context.getBean(Labour.class);
	}

	@Override
	public void close() {
		this.workers.forEach(Worker::close);
		this.context.close();
	}

}

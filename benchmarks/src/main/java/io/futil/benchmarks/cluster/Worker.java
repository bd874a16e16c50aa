package io.futil.benchmarks.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker in a JVM of its own, which ends with this one.
 */
final class Worker implements AutoCloseable {

	/** Where it is 1, Hazelcast starts a thread for each message. */
	private static final String COMMON_POOL = "java.util.concurrent.ForkJoinPool.common.parallelism";

	private final Process process;

	Worker(int port) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-XX:ActiveProcessorCount=2", "-Xmx512m", "-cp", System.getProperty("java.class.path")));
		String parallelism = System.getProperty(COMMON_POOL);
		if (parallelism != null) {
			command.add("-D" + COMMON_POOL + "=" + parallelism);
		}
		command.addAll(List.of(MemberApplication.class.getName(), String.valueOf(port)));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		StringBuilder said = new StringBuilder();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8));
		for (String line = output.readLine(); !MemberApplication.READY.equals(line); line = output.readLine()) {
			if (line == null) {
				throw new IllegalStateException("The worker has not started: " + said);
			}
			said.append(line).append('\n');
		}
		Thread reader = new Thread(() -> output.lines().forEach((line) -> {
		}), "output of a worker");
		reader.setDaemon(true);
		reader.start();
	}

	/** End it so that it has no time for a last word. */
	void kill() {
		this.process.destroyForcibly();
	}

	/** Have it stand still; its sockets stay open. */
	void stop() throws Exception {
		if (new ProcessBuilder("kill", "-STOP", String.valueOf(this.process.pid())).start().waitFor() != 0) {
			throw new IllegalStateException("The worker could not be stopped");
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}

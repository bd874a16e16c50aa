package io.futil.cluster.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A member in a virtual machine of its own. It ends with this one.
 */
final class WorkerProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private WorkerProcess(Process process) {
		this.process = process;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	/** Begin to start it. */
	static WorkerProcess starting(String... settings) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx256m", "-cp",
						System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						ClusterApplication.class.getName()));
		command.addAll(List.of(settings));
		try {
			return new WorkerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Wait until it is a member. */
	WorkerProcess ready() {
		StringBuilder said = new StringBuilder();
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				said.append(line).append(System.lineSeparator());
				if (line.equals(ClusterApplication.READY)) {
					readOn();
					return this;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("The member did not start: " + said);
	}

	/** Or it would stand still once the pipe is full. */
	private void readOn() {
		Thread reader = new Thread(() -> this.output.lines().forEach((line) -> {
		}), "output of " + pid());
		reader.setDaemon(true);
		reader.start();
	}

	long pid() {
		return this.process.pid();
	}

	/** It is gone without a word. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** It stands still, and its sockets stay open. */
	void freeze() {
		try {
			int code = new ProcessBuilder("kill", "-STOP", String.valueOf(pid())).start().waitFor();
			if (code != 0) {
				throw new IllegalStateException("kill -STOP ended with " + code);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Ask it to stop. */
	void terminate() {
		this.process.destroy();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	boolean awaitExit() throws InterruptedException {
		return this.process.waitFor(60, TimeUnit.SECONDS);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}

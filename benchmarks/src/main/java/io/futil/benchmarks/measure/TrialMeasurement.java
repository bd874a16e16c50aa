package io.futil.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.futil.benchmarks.peer.Implementation;

/**
 * A workload that is a {@link Trial}.
 *
 * @param trial its class
 * @param heap the size of the heap
 * @param commonPoolThreads the threads of the common fork-join pool beside its caller
 */
public record TrialMeasurement(Class<? extends Trial> trial, String heap,
		int commonPoolThreads) implements Measurement {

	private static final int TIMEOUT_SECONDS = 120;

	/** How a JVM says that it has left for want of memory. */
	private static final int OUT_OF_MEMORY = 3;

	@Override
	public Outcome measure(Implementation implementation, Effort effort) throws IOException, InterruptedException {
		Path log = Files.createTempFile("trial-", ".log");
		Process process = new ProcessBuilder(command(implementation, effort)).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				return Outcome.failed("not finished in " + TIMEOUT_SECONDS + " s");
			}
			if (process.exitValue() == OUT_OF_MEMORY) {
				return Outcome.failed("out of memory");
			}
			if (process.exitValue() != 0) {
				throw new IllegalStateException(implementation + ": " + Files.readString(log));
			}
			return Outcome.measured(figures(Files.readAllLines(log)));
		}
		finally {
			process.destroyForcibly().waitFor();
			Files.delete(log);
		}
	}

	private List<String> command(Implementation implementation, Effort effort) {
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
		command.addAll(List.of(JvmOptions.heap(this.heap)));
		command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + this.commonPoolThreads);
		command.add("-XX:+ExitOnOutOfMemoryError");
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrialMain.class.getName()));
		command.addAll(List.of(this.trial.getName(), implementation.name(), effort.name()));
		return command;
	}

	private static Map<String, Double> figures(List<String> lines) {
		Map<String, Double> figures = new HashMap<>();
		for (String line : lines) {
			if (line.startsWith(TrialMain.FIGURE)) {
				String[] parts = line.split("\t");
				figures.put(parts[1], Double.valueOf(parts[2]));
			}
		}
		return figures;
	}

}

package io.futil.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import io.futil.benchmarks.peer.Implementation;

/**
 * A workload that is a benchmark of JMH, with one parameter: the implementation.
 *
 * @param benchmark the class of the benchmark
 * @param unit the unit of its score: ns or ms
 * @param operation what it counts: items or calls
 */
public record JmhMeasurement(Class<?> benchmark, String unit, String operation) implements Measurement {

	/** The name of the parameter. */
	static final String PARAMETER = "implementation";

	private static final int ITERATIONS = 3;

	/**
	 * Of one iteration. Where both processors are busy, the compiler has what is left of
	 * them, and an implementation that starts an application needs it longest.
	 */
	private static final Duration WARM_UP = Duration.ofSeconds(2);

	@Override
	public Outcome measure(Implementation implementation, Effort effort) throws IOException {
		Path log = Files.createTempFile("jmh-", ".log");
		try {
			RunResult result = new Runner(options(implementation, effort, log)).runSingle();
			return Outcome.measured(figures(result));
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(implementation + ": " + Files.readString(log), ex);
		}
		finally {
			Files.delete(log);
		}
	}

	private Options options(Implementation implementation, Effort effort, Path log) {
		TimeValue time = TimeValue.milliseconds(effort.iteration().toMillis());
		return new OptionsBuilder().include("^" + Pattern.quote(this.benchmark.getName()) + "\\.")
			.param(PARAMETER, implementation.name())
			.forks(1)
			.warmupIterations(ITERATIONS)
			.warmupTime(TimeValue.milliseconds(WARM_UP.toMillis()))
			.measurementIterations(ITERATIONS)
			.measurementTime(time)
			.jvmArgs(JvmOptions.heap("4g"))
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuProfiler.class)
			.shouldFailOnError(true)
			.output(log.toString())
			.build();
	}

	private Map<String, Double> figures(RunResult result) {
		Map<String, Double> figures = new HashMap<>();
		figures.put(time(), result.getPrimaryResult().getScore());
		figures.put(cpu(), profiled(result, CpuProfiler.RESULT) / (this.unit.equals("ms") ? 1e6 : 1));
		figures.put(allocation(), profiled(result, "gc.alloc.rate.norm"));
		return figures;
	}

	private static double profiled(RunResult result, String name) {
		Result<?> profiled = result.getSecondaryResults().get(name);
		return (profiled != null) ? profiled.getScore() : Double.NaN;
	}

	public String time() {
		return this.unit + "/" + this.operation;
	}

	public String cpu() {
		return "cpu " + time();
	}

	public String allocation() {
		return "B/" + this.operation;
	}

}

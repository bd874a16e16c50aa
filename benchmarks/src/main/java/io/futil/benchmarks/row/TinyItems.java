package io.futil.benchmarks.row;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.futil.benchmarks.measure.Figure;
import io.futil.benchmarks.measure.JmhMeasurement;
import io.futil.benchmarks.measure.Reference;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Workers;

import static io.futil.benchmarks.measure.Bound.atMost;

/**
 * What a call costs for each item: a hundred thousand items of 2 nanoseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TinyItems {

	private static final int ITEMS = 100_000;

	private static final JmhMeasurement JMH = new JmhMeasurement(TinyItems.class, "ns", "item");

	private static final String TIME = JMH.time();

	private static final String ALLOCATION = JMH.allocation();

	static final Row ROW = Row.of("tiny", "1e5 items of 2 ns, 2 threads", JMH,
			Figure.of(TIME)
				.limit(Reference.halfOf(TIME, Implementation.SEQUENTIAL, Implementation.SEQUENTIAL_SEGMENTS))
				.peer(Reference.of(Implementation.INVOKE_ALL, TIME))
				.must(atMost(1.0 / 40, Reference.of(Implementation.INVOKE_ALL, TIME)))
				.aim(atMost(0.90, Reference.of(Implementation.PARALLEL_STREAM, TIME))),
			Figure.of(JMH.cpu()).limit(Reference.of(Implementation.SEQUENTIAL, JMH.cpu())),
			Figure.of(ALLOCATION)
				.limit(Reference.of(Implementation.SEQUENTIAL, ALLOCATION))
				.peer(Reference.of(Implementation.INVOKE_ALL, ALLOCATION))
				.aim(atMost(4.1)));

	/** The same, with and without meters. */
	static final Row METRICS = Row
		.of("metrics", "1e5 items of 2 ns, 2 threads, with and without meters", JMH,
				unmetered(TIME).must(atMost(1.25, Reference.of(Implementation.FUTIL_UNMETERED, TIME)))
					.aim(atMost(1.05, Reference.of(Implementation.FUTIL_UNMETERED, TIME))),
				unmetered(JMH.cpu()), unmetered(ALLOCATION))
		.only(Implementation.FUTIL_METERED, Implementation.FUTIL_UNMETERED)
		.judging(Implementation.FUTIL_METERED);

	@Param("FUTIL")
	public Implementation implementation;

	private MapState state;

	@Setup
	public void open() {
		this.state = new MapState(this.implementation, Workers.threads(2),
				Works.inALoop(Works.items(ITEMS), Works::mix));
	}

	@Benchmark
	@OperationsPerInvocation(ITEMS)
	public List<Integer> map() throws Exception {
		return this.state.map(Works::mix);
	}

	@TearDown(Level.Iteration)
	public void check() {
		this.state.check();
	}

	@TearDown
	public void close() {
		this.state.close();
	}

	private static Figure unmetered(String name) {
		return Figure.of(name).peer(Reference.of(Implementation.FUTIL_UNMETERED, name));
	}

}

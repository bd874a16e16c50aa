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
 * Whether both cores work all the time: ten thousand items of 10 microseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeavyItems {

	private static final int ITEMS = 10_000;

	private static final JmhMeasurement JMH = new JmhMeasurement(HeavyItems.class, "ns", "item");

	private static final String TIME = JMH.time();

	static final Row ROW = Row
		.of("heavy", "1e4 items of 10 us, 2 threads", JMH,
				Figure.of(TIME)
					.limit(Reference.halfOf(TIME, Implementation.SEQUENTIAL))
					.peer(Reference.of(Implementation.BARE_THREADS, TIME))
					.must(atMost(1.05, Reference.halfOf(TIME, Implementation.SEQUENTIAL)))
					.aim(atMost(1.03, Reference.halfOf(TIME, Implementation.SEQUENTIAL))),
				Figure.of(JMH.cpu()).limit(Reference.of(Implementation.SEQUENTIAL, JMH.cpu())))
		.without(Implementation.SEQUENTIAL_SEGMENTS)
		.with(Implementation.BARE_THREADS);

	@Param("FUTIL")
	public Implementation implementation;

	private MapState state;

	@Setup
	public void open() {
		this.state = new MapState(this.implementation, Workers.threads(2),
				Works.inALoop(Works.items(ITEMS), Works::mixForTenMicroseconds));
	}

	@Benchmark
	@OperationsPerInvocation(ITEMS)
	public List<Integer> map() throws Exception {
		return this.state.map(Works::mixForTenMicroseconds);
	}

	@TearDown(Level.Iteration)
	public void check() {
		this.state.check();
	}

	@TearDown
	public void close() {
		this.state.close();
	}

}

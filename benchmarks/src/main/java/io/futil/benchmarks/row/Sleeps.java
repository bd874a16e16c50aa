package io.futil.benchmarks.row;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
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
 * Whether a thousand places are filled all the time: ten thousand items that sleep for 10
 * milliseconds, on virtual threads where the implementation and the Java know them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Sleeps {

	private static final int ITEMS = 10_000;

	private static final int AT_ONCE = 1_000;

	private static final int MILLIS = 10;

	private static final JmhMeasurement JMH = new JmhMeasurement(Sleeps.class, "ms", "call");

	private static final String TIME = JMH.time();

	private static final Reference IDEAL = Reference.ideal((double) ITEMS / AT_ONCE * MILLIS);

	static final Row ROW = Row
		.of("sleeps", "1e4 sleeps of 10 ms, 1,000 at once", JMH,
				Figure.of(TIME)
					.limit(IDEAL)
					.peer(Reference.of(Implementation.VIRTUAL_THREADS, TIME))
					.must(atMost(1.12, IDEAL))
					.aim(atMost(1.08, IDEAL)),
				Figure.of(JMH.cpu()).peer(Reference.of(Implementation.VIRTUAL_THREADS, JMH.cpu())))
		.without(Implementation.SEQUENTIAL, Implementation.SEQUENTIAL_SEGMENTS, Implementation.PARALLEL_STREAM);

	@Param("FUTIL")
	public Implementation implementation;

	private MapState state;

	@Setup
	public void open() {
		this.state = new MapState(this.implementation, Workers.virtual(AT_ONCE), Works.items(ITEMS));
	}

	@Benchmark
	public List<Integer> map() throws Exception {
		return this.state.map(Sleeps::sleep);
	}

	private static Integer sleep(Integer item) {
		Works.sleep(MILLIS);
		return item;
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

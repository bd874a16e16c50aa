package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.futil.benchmarks.measure.Figure;
import io.futil.benchmarks.measure.JmhMeasurement;
import io.futil.benchmarks.measure.Reference;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Work;
import io.futil.benchmarks.peer.Workers;
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

import static io.futil.benchmarks.measure.Bound.atMost;

/**
 * Whether what waits for its next attempt holds a place: two thousand items of 5
 * milliseconds, of which every fifth fails once and is tried again 200 milliseconds
 * later. Who waits in its place needs 5,750 milliseconds at least, so that the first goal
 * is 0.16 of that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FlakyItems {

	private static final int ITEMS = 2_000;

	private static final int FLAKY = 5;

	private static final int AT_ONCE = 16;

	private static final int MILLIS = 5;

	private static final Duration BACK_OFF = Duration.ofMillis(200);

	private static final JmhMeasurement JMH = new JmhMeasurement(FlakyItems.class, "ms", "call");

	private static final String TIME = JMH.time();

	/** All first attempts, then the back-off of the last that failed, then that again. */
	private static final Reference IDEAL = Reference
		.ideal((double) ITEMS / AT_ONCE * MILLIS + BACK_OFF.toMillis() + MILLIS);

	private static final Reference PARKED = Reference.of(Implementation.SPRING_RETRY, TIME);

	static final Row ROW = Row
		.of("flaky", "2,000 items of 5 ms, 20 % fail once, back-off 200 ms, 16 at once", JMH,
				Figure.of(TIME).limit(IDEAL).peer(PARKED).must(atMost(1.10, IDEAL)).aim(atMost(1.03, IDEAL)),
				Figure.of(JMH.cpu()).peer(Reference.of(Implementation.RESILIENCE4J_RETRY, JMH.cpu())))
		.only(Implementation.FUTIL, Implementation.SPRING_RETRY, Implementation.RESILIENCE4J_RETRY);

	@Param("FUTIL")
	public Implementation implementation;

	private MapState state;

	@Setup
	public void open() {
		this.state = new MapState(this.implementation, Workers.threads(AT_ONCE), Works.items(ITEMS));
	}

	@Benchmark
	public List<Integer> map() throws Exception {
		return this.state.mapWithRetry(flaky(), BACK_OFF);
	}

	private static Work<Integer, Integer> flaky() {
		AtomicIntegerArray attempts = new AtomicIntegerArray(ITEMS);
		return (item) -> {
			Works.sleep(MILLIS);
			if (item % FLAKY == 0 && attempts.incrementAndGet(item) == 1) {
				throw new IllegalStateException("Fails once");
			}
			return item;
		};
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

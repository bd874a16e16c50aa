package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.futil.benchmarks.measure.Effort;
import io.futil.benchmarks.measure.Figure;
import io.futil.benchmarks.measure.Reference;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.measure.Samples;
import io.futil.benchmarks.measure.Trial;
import io.futil.benchmarks.measure.TrialMeasurement;
import io.futil.benchmarks.measure.WrongResultException;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Mapper;
import io.futil.benchmarks.peer.Workers;

import static io.futil.benchmarks.measure.Bound.atMost;

/**
 * What starting a call costs in a service: ten items of a microsecond, and a rest between
 * the calls in which the threads fall asleep.
 */
public final class SmallCall implements Trial {

	private static final String MEDIAN = "p50 us";

	private static final String TAIL = "p99 us";

	static final Row ROW = Row
		.of("small", "10 items of 1 us, 1 ms between calls, 16 threads", new TrialMeasurement(SmallCall.class, "2g", 1),
				Figure.of(MEDIAN)
					.limit(Reference.of(Implementation.SEQUENTIAL, MEDIAN))
					.peer(Reference.of(Implementation.INVOKE_ALL, MEDIAN))
					.must(atMost(0.60, Reference.of(Implementation.INVOKE_ALL, MEDIAN)))
					.aim(atMost(0.85, Reference.of(Implementation.PARALLEL_STREAM, MEDIAN))),
				Figure.of(TAIL)
					.limit(Reference.of(Implementation.SEQUENTIAL, TAIL))
					.peer(Reference.of(Implementation.INVOKE_ALL, TAIL)))
		.without(Implementation.SEQUENTIAL_SEGMENTS);

	private static final Duration REST = Duration.ofMillis(1);

	private final List<Integer> items = Works.items(10);

	private final List<Integer> expected = Works.inALoop(this.items, Works::mixForOneMicrosecond);

	@Override
	public Workers workers() {
		return Workers.threads(16);
	}

	@Override
	public Map<String, Double> run(Mapper mapper, Effort effort) throws Exception {
		calls(mapper, effort.phase(), Duration.ZERO);
		calls(mapper, effort.phase(), REST);
		Samples samples = calls(mapper, effort.phase(), REST);
		return Map.of(MEDIAN, samples.micros(0.50), TAIL, samples.micros(0.99));
	}

	private Samples calls(Mapper mapper, Duration time, Duration rest) throws Exception {
		return Samples.of(time, rest, () -> WrongResultException
			.unlessEqual(mapper.map(this.items, Works::mixForOneMicrosecond), this.expected));
	}

}

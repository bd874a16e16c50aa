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
 * Whether large portions hurt: a hundred thousand tiny items, of which 96 that are
 * neighbours sleep for 5 milliseconds. Who hands them to one thread as one portion waits
 * for them one after the other.
 */
public final class Neighbours implements Trial {

	private static final int ITEMS = 100_000;

	private static final int FIRST = ITEMS / 2;

	private static final int SLEEPERS = 96;

	private static final int MILLIS = 5;

	private static final int THREADS = 16;

	private static final String TIME = "ms/call";

	static final Row ROW = Row
		.of("neighbours", "1e5 tiny items, 96 neighbours sleep 5 ms, 16 threads",
				new TrialMeasurement(Neighbours.class, "2g", THREADS - 1),
				Figure.of(TIME)
					.limit(Reference.ideal((double) SLEEPERS / THREADS * MILLIS))
					.peer(Reference.of(Implementation.INVOKE_ALL, TIME))
					.must(atMost(1.3, Reference.of(Implementation.INVOKE_ALL, TIME)))
					.aim(atMost(1.0, Reference.of(Implementation.INVOKE_ALL, TIME))))
		.without(Implementation.SEQUENTIAL, Implementation.SEQUENTIAL_SEGMENTS);

	private final List<Integer> items = Works.items(ITEMS);

	private final List<Integer> expected = Works.inALoop(this.items, Works::mix);

	@Override
	public Workers workers() {
		return Workers.threads(THREADS);
	}

	@Override
	public Map<String, Double> run(Mapper mapper, Effort effort) throws Exception {
		Samples.Call call = () -> WrongResultException.unlessEqual(mapper.map(this.items, Neighbours::work),
				this.expected);
		Samples.of(effort.phase(), Duration.ZERO, call);
		return Map.of(TIME, Samples.of(effort.phase(), Duration.ZERO, call).micros(0.50) / 1_000);
	}

	private static Integer work(Integer item) {
		if (item >= FIRST && item < FIRST + SLEEPERS) {
			Works.sleep(MILLIS);
		}
		return Works.mix(item);
	}

}

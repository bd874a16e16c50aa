package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

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
 * Fairness: how long a call of ten items takes alone, and how long while another thread
 * makes huge calls on the same two workers.
 */
public final class BesideHugeCall implements Trial {

	private static final String IDLE_MEDIAN = "idle p50 us";

	private static final String IDLE_TAIL = "idle p99 us";

	private static final String MEDIAN = "loaded p50 us";

	private static final String TAIL = "loaded p99 us";

	private static final String HUGE = "huge call us/item";

	private static final Reference IDLE = new Reference("idle p50", Reference.of(Implementation.FUTIL, "").needs(),
			(round) -> round.figure(Implementation.FUTIL, IDLE_MEDIAN));

	static final Row ROW = Row
		.of("beside", "10 items of 20 us beside 2e5 items of 20 us, 2 threads",
				new TrialMeasurement(BesideHugeCall.class, "2g", 1), figure(IDLE_MEDIAN), figure(IDLE_TAIL),
				figure(MEDIAN).must(atMost(2, IDLE)).aim(atMost(1, IDLE)),
				figure(TAIL).must(atMost(5, IDLE)).aim(atMost(2, IDLE)),
				Figure.of(HUGE)
					.limit(Reference.halfOf(HUGE, Implementation.SEQUENTIAL))
					.peer(Reference.of(Implementation.INVOKE_ALL, HUGE)))
		.without(Implementation.SEQUENTIAL_SEGMENTS);

	/** How many phases it takes until there is nothing left to compile. */
	private static final int LOADED_WARM_UP = 8;

	private static final Duration REST = Duration.ofMillis(2);

	private final List<Integer> few = Works.items(10);

	private final List<Integer> fewExpected = Works.inALoop(this.few, Works::mixForTwentyMicroseconds);

	private final List<Integer> many = Works.items(200_000);

	private final List<Integer> manyExpected = Works.inALoop(this.many, Works::mixForTwentyMicroseconds);

	private static Figure figure(String name) {
		return Figure.of(name)
			.limit(Reference.halfOf(IDLE_MEDIAN, Implementation.SEQUENTIAL))
			.peer(Reference.of(Implementation.INVOKE_ALL, name));
	}

	@Override
	public Workers workers() {
		return Workers.threads(2);
	}

	@Override
	public Map<String, Double> run(Mapper mapper, Effort effort) throws Exception {
		huge(mapper, new CountDownLatch(1));
		few(mapper, effort.phase());
		Samples idle = few(mapper, effort.phase());
		AtomicBoolean over = new AtomicBoolean();
		ExecutorService other = Executors.newSingleThreadExecutor();
		CountDownLatch begun = new CountDownLatch(1);
		Future<Samples> huge = other.submit(() -> Samples.until(over::get, () -> huge(mapper, begun)));
		begun.await();
		// Both calls together are other code than either alone, and the compiler's
		// threads
		// would be two more on two cores.
		few(mapper, effort.phase().multipliedBy(LOADED_WARM_UP));
		Samples loaded = few(mapper, effort.phase().multipliedBy(2));
		over.set(true);
		double hugeMicros = huge.get().micros(0.5) / this.many.size();
		other.shutdown();
		return Map.of(IDLE_MEDIAN, idle.micros(0.50), IDLE_TAIL, idle.micros(0.99), MEDIAN, loaded.micros(0.50), TAIL,
				loaded.micros(0.99), HUGE, hugeMicros);
	}

	private Samples few(Mapper mapper, Duration time) throws Exception {
		return Samples.of(time, REST, () -> WrongResultException
			.unlessEqual(mapper.map(this.few, Works::mixForTwentyMicroseconds), this.fewExpected));
	}

	private void huge(Mapper mapper, CountDownLatch begun) throws Exception {
		WrongResultException.unlessEqual(mapper.map(this.many, (item) -> {
			if (item == 0) {
				begun.countDown();
			}
			return Works.mixForTwentyMicroseconds(item);
		}), this.manyExpected);
	}

}

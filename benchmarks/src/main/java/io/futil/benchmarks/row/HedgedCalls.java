package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

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
 * What a second call saves, and how many there are: eight threads ask a source that
 * answers within a millisecond, but one time in a hundred takes a hundred.
 */
public final class HedgedCalls implements Trial {

	private static final int CALLERS = 8;

	/**
	 * A little more than one in a hundred is slow, or the 99th percentile would be on the
	 * edge.
	 */
	private static final int ONE_IN = 93;

	private static final int QUICK_MILLIS = 1;

	private static final int SLOW_MILLIS = 100;

	private static final int[] DELAYS = { 5, 2 };

	private static final Integer ANSWER = 42;

	private static final String MEDIAN = " ms: p50 ms";

	private static final String TAIL = " ms: p99 ms";

	private static final String FAR_TAIL = " ms: p99.9 ms";

	private static final String SECOND = " ms: second calls %";

	static final Row ROW = Row
		.of("hedge", "1 % of calls take 100 ms, others 1 ms; 8 callers, second call after 5 or 2 ms",
				new TrialMeasurement(HedgedCalls.class, "2g", 1), figures().toArray(Figure[]::new))
		.only(Implementation.FUTIL, Implementation.SEQUENTIAL, Implementation.INVOKE_ANY, Implementation.HEDGE_BY_HAND);

	private final AtomicLong firstCalls = new AtomicLong();

	private final LongAdder secondCalls = new LongAdder();

	private static List<Figure> figures() {
		List<Figure> figures = new ArrayList<>();
		for (int delay : DELAYS) {
			figures.add(compared(delay + MEDIAN).limit(Reference.of(Implementation.SEQUENTIAL, delay + MEDIAN)));
			figures.add(compared(delay + TAIL).must(atMost(delay + 3)).aim(atMost(delay + 1.3)));
			figures.add(compared(delay + FAR_TAIL));
			figures.add(compared(delay + SECOND).must(atMost(2)).aim(atMost(1.3)));
		}
		return figures;
	}

	private static Figure compared(String name) {
		return Figure.of(name).peer(Reference.of(Implementation.HEDGE_BY_HAND, name));
	}

	@Override
	public Workers workers() {
		return Workers.threads(4 * CALLERS);
	}

	@Override
	public Map<String, Double> run(Mapper mapper, Effort effort) throws Exception {
		Map<String, Double> figures = new HashMap<>();
		ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
		try {
			for (int delay : DELAYS) {
				callAll(mapper, Duration.ofMillis(delay), effort.phase(), callers);
				this.secondCalls.reset();
				Samples samples = callAll(mapper, Duration.ofMillis(delay), effort.phase(), callers);
				figures.put(delay + MEDIAN, samples.micros(0.50) / 1_000);
				figures.put(delay + TAIL, samples.micros(0.99) / 1_000);
				figures.put(delay + FAR_TAIL, samples.micros(0.999) / 1_000);
				figures.put(delay + SECOND, 100.0 * this.secondCalls.sum() / samples.count());
			}
		}
		finally {
			callers.shutdownNow();
		}
		return figures;
	}

	private Samples callAll(Mapper mapper, Duration delay, Duration time, ExecutorService callers) throws Exception {
		List<Future<Samples>> parts = new ArrayList<>();
		for (int caller = 0; caller < CALLERS; caller++) {
			parts.add(callers.submit(() -> Samples.of(time, Duration.ZERO, () -> call(mapper, delay))));
		}
		List<Samples> samples = new ArrayList<>();
		for (Future<Samples> part : parts) {
			samples.add(part.get());
		}
		return Samples.joined(samples);
	}

	private void call(Mapper mapper, Duration delay) throws Exception {
		Integer answer = mapper.race(delay, this::first, this::second);
		WrongResultException.unlessEqual(answer, ANSWER);
	}

	private Integer first() throws InterruptedException {
		Thread.sleep((this.firstCalls.incrementAndGet() % ONE_IN == 0) ? SLOW_MILLIS : QUICK_MILLIS);
		return ANSWER;
	}

	private Integer second() throws InterruptedException {
		this.secondCalls.increment();
		Thread.sleep(QUICK_MILLIS);
		return ANSWER;
	}

}

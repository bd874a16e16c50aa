package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.futil.benchmarks.measure.Effort;
import io.futil.benchmarks.measure.Figure;
import io.futil.benchmarks.measure.ProcessCpu;
import io.futil.benchmarks.measure.Reference;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.measure.Trial;
import io.futil.benchmarks.measure.TrialMeasurement;
import io.futil.benchmarks.measure.WrongResultException;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Mapper;
import io.futil.benchmarks.peer.Workers;

import static io.futil.benchmarks.measure.Bound.atMost;

/**
 * Input without end in a small heap: ten million items that an iterator makes, and
 * results that are taken as they come, in 64 MiB. Those that need all input at once die.
 */
public final class LazyItems implements Trial {

	private static final int ITEMS = 10_000_000;

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final String TIME = "ns/item";

	private static final String CPU = "cpu ns/item";

	private static final String COUNT = "items";

	static final Row ROW = Row
		.of("lazy", "1e7 lazy items of 2 ns as completed, heap of 64 MiB, 2 threads",
				new TrialMeasurement(LazyItems.class, "64m", 1),
				Figure.of(TIME)
					.limit(Reference.halfOf(TIME, Implementation.SEQUENTIAL))
					.peer(Reference.of(Implementation.REACTOR, TIME))
					.must(atMost(1.0, Reference.of(Implementation.REACTOR, TIME)))
					.aim(atMost(0.4, Reference.of(Implementation.REACTOR, TIME))),
				Figure.of(CPU).limit(Reference.of(Implementation.SEQUENTIAL, CPU)), Figure.of(COUNT))
		.without(Implementation.SEQUENTIAL_SEGMENTS, Implementation.FORK_JOIN_STREAM);

	@Override
	public Workers workers() {
		return Workers.threads(2);
	}

	/**
	 * The median pass. A pass ends early if it takes too long, which the number of its
	 * items tells.
	 */
	@Override
	public Map<String, Double> run(Mapper mapper, Effort effort) throws Exception {
		pass(mapper, effort.phase());
		List<Pass> passes = new ArrayList<>();
		long start = System.nanoTime();
		do {
			passes.add(pass(mapper, LONG));
		}
		while (System.nanoTime() - start < effort.phase().toNanos());
		passes.sort(Comparator.comparingDouble(Pass::nanosPerItem));
		Pass median = passes.get((passes.size() - 1) / 2);
		return Map.of(TIME, median.nanosPerItem(), CPU, median.cpuNanosPerItem(), COUNT, (double) median.items());
	}

	private static Pass pass(Mapper mapper, Duration atMost) throws Exception {
		Numbers numbers = new Numbers(ITEMS, atMost);
		Sum sum = new Sum();
		long cpu = ProcessCpu.nanos();
		long start = System.nanoTime();
		mapper.asCompleted(() -> numbers, Works::mix, sum::add);
		long nanos = System.nanoTime() - start;
		cpu = ProcessCpu.nanos() - cpu;
		int items = numbers.made();
		WrongResultException.unlessEqual(sum.value, IntStream.range(0, items).mapToLong(Works::mix).sum());
		return new Pass((double) nanos / items, (double) cpu / items, items);
	}

	private record Pass(double nanosPerItem, double cpuNanosPerItem, int items) {
	}

	private static final class Sum {

		private long value;

		private void add(Integer result) {
			this.value += result;
		}

	}

}

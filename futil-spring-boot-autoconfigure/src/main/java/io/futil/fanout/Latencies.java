package io.futil.fanout;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long an operation has taken of late. Two histograms, the one that is filled and the
 * one before it, so that what is older than two thousand samples is forgotten. Buckets
 * are a sixty-fourth of a power of two wide, and what is read is the upper edge of one:
 * at most 1.6 % too large, never too small, so that nobody hedges more than was asked
 * for. That is 13 KiB, no lock, two atomic steps to add and a scan of some hundred
 * numbers to read.
 * <p>
 * Why not a library: Micrometer tells quantiles of what it measures only in snapshots of
 * its timers, and the engine does not know it; HdrHistogram is precise, but has no window
 * that one can add to and read at once, and would be one more dependency of every
 * application for what a delay does not need.
 */
final class Latencies {

	/** There are too few samples to tell. */
	static final long UNKNOWN = -1;

	private static final int GENERATION = 1_000;

	/** Where a quantile takes fewer samples to show, it is still not told before. */
	private static final int FEWEST = 20;

	/** Below about a microsecond all times are the same. */
	private static final int UNIT_BITS = 10;

	private static final int STEP_BITS = 6;

	private static final int STEPS = 1 << STEP_BITS;

	/** Above about half an hour, too. */
	private static final int RANGE_BITS = 31;

	private static final int BUCKETS = (RANGE_BITS - STEP_BITS + 1) * STEPS;

	private final AtomicReference<Window> window = new AtomicReference<>(new Window(new Histogram(), new Histogram()));

	void record(long nanos) {
		Window window = Objects.requireNonNull(this.window.get());
		if (window.now().add(bucket(nanos)) >= GENERATION) {
			this.window.compareAndSet(window, new Window(window.now(), new Histogram()));
		}
	}

	/**
	 * The time that a share of the samples did not exceed.
	 * @return nanoseconds, or {@link #UNKNOWN}
	 */
	long quantile(double share) {
		Window window = Objects.requireNonNull(this.window.get());
		int size = window.size();
		if (size < needed(share)) {
			return UNKNOWN;
		}
		long rank = Math.max(1, (long) Math.ceil(share * size));
		int bucket = 0;
		long seen = window.at(0);
		while (seen < rank && bucket < BUCKETS - 1) {
			bucket++;
			seen += window.at(bucket);
		}
		return upperEdge(bucket);
	}

	/** Samples that show a quantile: two lie above it. */
	private static int needed(double share) {
		return (int) Math.min(GENERATION, Math.max(FEWEST, Math.round(2 / (1 - share))));
	}

	private static int bucket(long nanos) {
		long units = Math.min(Math.max(0, nanos) >>> UNIT_BITS, (1L << RANGE_BITS) - 1);
		if (units < STEPS) {
			return (int) units;
		}
		int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(units) - STEP_BITS;
		return shift * STEPS + (int) (units >>> shift);
	}

	private static long upperEdge(int bucket) {
		if (bucket < STEPS) {
			return (bucket + 1L) << UNIT_BITS;
		}
		int shift = bucket / STEPS - 1;
		return (bucket % STEPS + STEPS + 1L) << shift << UNIT_BITS;
	}

	/**
	 * What is remembered.
	 *
	 * @param before the histogram that is full
	 * @param now the one that is filled
	 */
	private record Window(Histogram before, Histogram now) {

		int size() {
			return this.before.size.get() + this.now.size.get();
		}

		int at(int bucket) {
			return this.before.counts.get(bucket) + this.now.counts.get(bucket);
		}

	}

	private static final class Histogram {

		private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);

		private final AtomicInteger size = new AtomicInteger();

		/**
		 * Counted in its bucket first, so that no quantile looks beyond what is there.
		 */
		int add(int bucket) {
			this.counts.incrementAndGet(bucket);
			return this.size.incrementAndGet();
		}

	}

}

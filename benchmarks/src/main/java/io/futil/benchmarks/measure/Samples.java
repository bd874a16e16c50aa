package io.futil.benchmarks.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Times of single calls.
 */
public final class Samples {

	private long[] nanos = new long[1024];

	private int count;

	/**
	 * Make calls for a while and keep the time of each.
	 * @param time for how long, at least one call
	 * @param rest the pause before each call
	 * @param call the call
	 * @return the times
	 * @throws Exception if a call fails
	 */
	public static Samples of(Duration time, Duration rest, Call call) throws Exception {
		long start = System.nanoTime();
		return until(() -> System.nanoTime() - start >= time.toNanos(), rest, call);
	}

	/**
	 * Make calls without a rest until it is over and keep the time of each.
	 * @param over whether it is over, asked after each call
	 * @param call the call
	 * @return the times
	 * @throws Exception if a call fails
	 */
	public static Samples until(BooleanSupplier over, Call call) throws Exception {
		return until(over, Duration.ZERO, call);
	}

	private static Samples until(BooleanSupplier over, Duration rest, Call call) throws Exception {
		Samples samples = new Samples();
		do {
			if (!rest.isZero()) {
				Thread.sleep(rest.toMillis());
			}
			long before = System.nanoTime();
			call.make();
			samples.add(System.nanoTime() - before);
		}
		while (!over.getAsBoolean());
		return samples;
	}

	/**
	 * Put together what several threads have measured.
	 * @param parts the times of each
	 * @return all times
	 */
	public static Samples joined(Iterable<Samples> parts) {
		Samples all = new Samples();
		for (Samples part : parts) {
			for (int i = 0; i < part.count; i++) {
				all.add(part.nanos[i]);
			}
		}
		return all;
	}

	/**
	 * How many there are.
	 * @return the number
	 */
	public int count() {
		return this.count;
	}

	private void add(long value) {
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.count);
		}
		this.nanos[this.count++] = value;
	}

	/**
	 * The value that a share of all does not exceed.
	 * @param share from 0 to 1
	 * @return the value in microseconds
	 */
	public double micros(double share) {
		long[] sorted = Arrays.copyOf(this.nanos, this.count);
		Arrays.sort(sorted);
		int index = (int) Math.ceil(share * this.count) - 1;
		return sorted[Math.max(0, index)] / 1e3;
	}

	/**
	 * What is measured.
	 */
	@FunctionalInterface
	public interface Call {

		void make() throws Exception;

	}

}

package io.futil.sample.audit;

/**
 * Measures from its creation.
 */
final class Stopwatch {

	private final long start = System.nanoTime();

	static double time(Runnable work) {
		Stopwatch stopwatch = new Stopwatch();
		work.run();
		return stopwatch.millis();
	}

	double millis() {
		return (System.nanoTime() - this.start) / 1000 / 1000.0;
	}

}

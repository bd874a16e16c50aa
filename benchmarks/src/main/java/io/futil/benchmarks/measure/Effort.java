package io.futil.benchmarks.measure;

import java.time.Duration;

/**
 * How long one JVM measures.
 */
public enum Effort {

	/** Enough to see what a change has done. */
	QUICK(Duration.ofMillis(500), Duration.ofSeconds(1)),

	/** Enough to tell others. */
	THOROUGH(Duration.ofMillis(700), Duration.ofSeconds(2));

	private final Duration iteration;

	private final Duration phase;

	Effort(Duration iteration, Duration phase) {
		this.iteration = iteration;
		this.phase = phase;
	}

	/**
	 * An iteration of JMH, of which there are a few.
	 * @return its time
	 */
	Duration iteration() {
		return this.iteration;
	}

	/**
	 * A phase of a trial, such as its warm-up.
	 * @return its time
	 */
	public Duration phase() {
		return this.phase;
	}

}

package io.futil.benchmarks.measure;

import java.util.Map;

/**
 * What one JVM measured for one implementation.
 *
 * @param figures the figures by name, none if it failed
 * @param failure why there are none, or empty
 */
public record Outcome(Map<String, Double> figures, String failure) {

	static Outcome measured(Map<String, Double> figures) {
		return new Outcome(Map.copyOf(figures), "");
	}

	static Outcome failed(String failure) {
		return new Outcome(Map.of(), failure);
	}

	@Override
	public String toString() {
		return this.failure.isEmpty() ? this.figures.toString() : this.failure;
	}

	double figure(String name) {
		return this.figures.getOrDefault(name, Double.NaN);
	}

}

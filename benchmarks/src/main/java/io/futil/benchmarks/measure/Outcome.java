package io.futil.benchmarks.measure;

import java.util.Locale;
import java.util.Map;

/**
 * What one JVM measured for one implementation.
 *
 * @param figures the figures by name, none if it failed
 * @param failure why there are none, or empty
 * @param others how many processors others used meanwhile, not a number if unknown
 */
public record Outcome(Map<String, Double> figures, String failure, double others) {

	static Outcome measured(Map<String, Double> figures) {
		return new Outcome(Map.copyOf(figures), "", Double.NaN);
	}

	static Outcome failed(String failure) {
		return new Outcome(Map.of(), failure, Double.NaN);
	}

	public Outcome others(double processors) {
		return new Outcome(this.figures, this.failure, processors);
	}

	@Override
	public String toString() {
		String what = this.failure.isEmpty() ? this.figures.toString() : this.failure;
		return what + String.format(Locale.ROOT, " (others used %.2f processors)", this.others);
	}

	double figure(String name) {
		return this.figures.getOrDefault(name, Double.NaN);
	}

}

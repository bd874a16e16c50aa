package io.futil.benchmarks.measure;

/**
 * A goal: a figure of futil is at most so many times a reference.
 *
 * @param factor how many times, not a number if there is no goal
 * @param reference the reference
 */
public record Bound(double factor, Reference reference) {

	/** No goal. */
	public static final Bound NONE = new Bound(Double.NaN, Reference.NONE);

	public static Bound atMost(double factor, Reference reference) {
		return new Bound(factor, reference);
	}

	public static Bound atMost(double value) {
		return new Bound(value, Reference.ONE);
	}

	public boolean exists() {
		return !Double.isNaN(this.factor);
	}

	public boolean isMetBy(double ratio) {
		return ratio <= this.factor;
	}

}

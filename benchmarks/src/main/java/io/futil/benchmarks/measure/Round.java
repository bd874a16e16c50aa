package io.futil.benchmarks.measure;

import java.util.Map;

import io.futil.benchmarks.peer.Implementation;

/**
 * One pass over all implementations of a row, close together in time. Only figures of one
 * round are divided by each other.
 *
 * @param outcomes what was measured
 */
public record Round(Map<Implementation, Outcome> outcomes) {

	/**
	 * A figure of this round.
	 * @param implementation of whom
	 * @param name its name
	 * @return the figure, not a number if there is none
	 */
	public double figure(Implementation implementation, String name) {
		Outcome outcome = this.outcomes.get(implementation);
		return (outcome != null) ? outcome.figure(name) : Double.NaN;
	}

}

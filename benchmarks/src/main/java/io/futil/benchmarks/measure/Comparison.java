package io.futil.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.futil.benchmarks.peer.Implementation;

/**
 * All rounds of a row. Ratios are taken within a round, and then their median over the
 * rounds, since what disturbs a machine disturbs a whole round.
 *
 * @param row the row
 * @param rounds its rounds
 */
public record Comparison(Row row, List<Round> rounds) {

	/**
	 * A figure.
	 * @param implementation of whom
	 * @param figure which
	 * @return the median over the rounds, not a number if there is none
	 */
	public double value(Implementation implementation, Figure figure) {
		return median((round) -> round.figure(implementation, figure.name()));
	}

	/**
	 * A figure in relation to something else.
	 * @param implementation of whom
	 * @param figure which
	 * @param reference in relation to what
	 * @return the median over the rounds, not a number if there is none
	 */
	public double ratio(Implementation implementation, Figure figure, Reference reference) {
		return median((round) -> round.figure(implementation, figure.name()) / reference.value().applyAsDouble(round));
	}

	/**
	 * How much others disturbed.
	 * @param implementation whom
	 * @return how many processors they used, the median over the rounds
	 */
	public double others(Implementation implementation) {
		return median((round) -> round.outcomes().get(implementation).others());
	}

	/**
	 * Why there is no figure.
	 * @param implementation of whom
	 * @return the first failure, or an empty text
	 */
	public String failure(Implementation implementation) {
		return this.rounds.stream()
			.map((round) -> round.outcomes().get(implementation).failure())
			.filter((failure) -> !failure.isEmpty())
			.findFirst()
			.orElse("");
	}

	private double median(ToDoubleFunction<Round> value) {
		double[] sorted = this.rounds.stream()
			.mapToDouble(value)
			.filter((one) -> !Double.isNaN(one))
			.sorted()
			.toArray();
		return (sorted.length == 0) ? Double.NaN
				: Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1).average().orElseThrow();
	}

}

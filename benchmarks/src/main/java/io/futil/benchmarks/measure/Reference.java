package io.futil.benchmarks.measure;

import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.futil.benchmarks.peer.Implementation;

/**
 * What a figure is compared with.
 *
 * @param label what it is called in the report
 * @param needs the implementations that have to be measured for it
 * @param value its value in a round, not a number if there is none
 */
public record Reference(String label, Set<Implementation> needs, ToDoubleFunction<Round> value) {

	/** Nothing to compare with. */
	public static final Reference NONE = new Reference("", Set.of(), (round) -> Double.NaN);

	/** The plain number. */
	public static final Reference ONE = new Reference("", Set.of(), (round) -> 1);

	public static Reference of(Implementation implementation, String figure) {
		return new Reference(implementation.toString(), Set.of(implementation),
				(round) -> round.figure(implementation, figure));
	}

	/**
	 * The time of a loop shared by two perfect workers.
	 * @param figure the figure of the loop
	 * @param loops the loops; the fastest counts
	 * @return the reference
	 */
	public static Reference halfOf(String figure, Implementation... loops) {
		return new Reference("half of " + loops[0], Set.of(loops),
				(round) -> Stream.of(loops)
					.mapToDouble((loop) -> round.figure(loop, figure))
					.filter((value) -> !Double.isNaN(value))
					.min()
					.orElse(Double.NaN) / 2);
	}

	/**
	 * What arithmetic says.
	 * @param value the value
	 * @return the reference
	 */
	public static Reference ideal(double value) {
		return new Reference("ideal", Set.of(), (round) -> value);
	}

}

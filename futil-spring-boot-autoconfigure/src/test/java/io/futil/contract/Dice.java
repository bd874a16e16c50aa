package io.futil.contract;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random choices that are the same for the same seed.
 */
final class Dice {

	private final SplittableRandom random;

	Dice(long seed) {
		this.random = new SplittableRandom(seed);
	}

	/** A number from zero, below the bound. */
	int below(int bound) {
		return this.random.nextInt(bound);
	}

	/** Whether something happens that happens once in so many times. */
	boolean oneIn(int times) {
		return below(times) == 0;
	}

	@SafeVarargs
	final <V> V of(V... choices) {
		return choices[below(choices.length)];
	}

	<V> V of(List<V> choices) {
		return choices.get(below(choices.size()));
	}

}

package io.futil.benchmarks.cluster;

/**
 * The bean whose methods are called, here and on the workers.
 */
class Labour {

	/** Never zero but at the start, so that the loop cannot be left out. */
	private static final long FACTOR = 6364136223846793005L;

	/**
	 * What is to be done.
	 *
	 * @param number the number of the item
	 * @param turns how often to turn
	 */
	record Piece(int number, long turns) {
	}

	/**
	 * What was done.
	 *
	 * @param number the number of the item
	 * @param state where the turns have ended
	 */
	record Done(int number, long state) {
	}

	/** As much processor time as the turns take. */
	Done turn(Piece piece) {
		return new Done(piece.number(), stateBehind(piece));
	}

	/** Nothing. */
	Integer nothing(Integer number) {
		return number;
	}

	static long stateBehind(Piece piece) {
		long state = piece.number();
		for (long i = 0; i < piece.turns(); i++) {
			state = state * FACTOR + i;
		}
		return state;
	}

	/** How many turns take so long here, once the loop is compiled. */
	static long turnsOf(long nanos) {
		double best = 0;
		for (int i = 0; i < 50; i++) {
			long turns = 1_000_000;
			long before = System.nanoTime();
			if (stateBehind(new Piece(i, turns)) == 0) {
				throw new IllegalStateException("A loop has ended at zero");
			}
			// Others may have had the processor meanwhile: the shortest counts.
			best = Math.max(best, turns / (double) (System.nanoTime() - before));
		}
		return Math.round(nanos * best);
	}

}

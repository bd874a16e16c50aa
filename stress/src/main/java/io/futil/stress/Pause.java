package io.futil.stress;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Lets a little time pass, each time another: where one side of a race has a shorter way
 * to go than the other, so that each comes first now and then.
 */
public final class Pause {

	private static final int MOST_LOOKS = 16;

	private Pause() {
	}

	/** Spin for up to about a microsecond. */
	public static void aLittle() {
		int looks = ThreadLocalRandom.current().nextInt(MOST_LOOKS);
		for (int look = 0; look < looks; look++) {
			Thread.onSpinWait();
		}
	}

}

package io.futil.fanout;

import java.util.concurrent.CountDownLatch;

/**
 * What keeps a thread of a pool busy until the test is done with it.
 */
final class Quietly {

	private Quietly() {
	}

	/** Wait for a latch, or until the pool is shut down. */
	static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

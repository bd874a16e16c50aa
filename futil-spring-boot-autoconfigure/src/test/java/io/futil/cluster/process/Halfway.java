package io.futil.cluster.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.futil.fanout.Progress;

/**
 * Tells when a call has so many outcomes.
 */
final class Halfway implements Consumer<Progress> {

	private final int outcomes;

	private final CountDownLatch reached = new CountDownLatch(1);

	Halfway(int outcomes) {
		this.outcomes = outcomes;
	}

	@Override
	public void accept(Progress progress) {
		if (progress.done() >= this.outcomes) {
			this.reached.countDown();
		}
	}

	void await() {
		try {
			if (!this.reached.await(60, TimeUnit.SECONDS)) {
				throw new IllegalStateException("No " + this.outcomes + " outcomes");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.futil.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A task that runs until it is told to end, or interrupted.
 */
final class Blocker implements Runnable {

	private final CountDownLatch started;

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch ended;

	private volatile boolean interrupted;

	Blocker() {
		this(1);
	}

	Blocker(int runs) {
		this.started = new CountDownLatch(runs);
		this.ended = new CountDownLatch(runs);
	}

	@Override
	public void run() {
		this.started.countDown();
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			this.interrupted = true;
		}
		finally {
			this.ended.countDown();
		}
	}

	Blocker awaitStart() {
		return await(this.started);
	}

	Blocker release() {
		this.release.countDown();
		return this;
	}

	Blocker awaitEnd() {
		return await(this.ended);
	}

	boolean wasInterrupted() {
		return this.interrupted;
	}

	boolean hasStarted() {
		return this.started.getCount() == 0;
	}

	private Blocker await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return this;
	}

}

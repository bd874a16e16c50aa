package io.futil.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A door that tasks wait at until the test, or the end of its lab, opens it.
 */
final class Gate {

	private final CountDownLatch open = new CountDownLatch(1);

	private final AtomicInteger arrived = new AtomicInteger();

	private final AtomicInteger interrupted = new AtomicInteger();

	/** Wait, as a task that heeds interrupts. */
	void pass() throws InterruptedException {
		this.arrived.incrementAndGet();
		try {
			this.open.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.incrementAndGet();
			throw ex;
		}
	}

	/** Wait, as a task that ignores interrupts. */
	void passStubbornly() {
		this.arrived.incrementAndGet();
		while (!isOpen()) {
			try {
				this.open.await();
			}
			catch (InterruptedException ex) {
				this.interrupted.incrementAndGet();
			}
		}
	}

	/** The same, where a value is wanted. */
	boolean passAndTell() {
		passStubbornly();
		return true;
	}

	void open() {
		this.open.countDown();
	}

	boolean isOpen() {
		return this.open.getCount() == 0;
	}

	int arrived() {
		return this.arrived.get();
	}

	int interrupted() {
		return this.interrupted.get();
	}

	void awaitArrivals(int number) {
		Await.until(number + " tasks are at the gate", () -> arrived() >= number);
	}

	void awaitInterrupts(int number) {
		Await.until(number + " tasks at the gate are interrupted", () -> interrupted() >= number);
	}

}

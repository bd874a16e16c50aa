package io.futil.cluster;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A bean whose methods a test can hold up and look into. Each member has its own.
 */
class Works {

	final String member;

	final CountDownLatch entered = new CountDownLatch(1);

	final CountDownLatch gate = new CountDownLatch(1);

	final CountDownLatch interrupted = new CountDownLatch(1);

	final AtomicInteger calls = new AtomicInteger();

	final Set<Integer> seen = Collections.synchronizedSet(new LinkedHashSet<>());

	Works(String member) {
		this.member = member;
	}

	int twice(int number) {
		this.calls.incrementAndGet();
		this.seen.add(number);
		return 2 * number;
	}

	String where(int number) {
		return this.member;
	}

	boolean isEven(int number) {
		return number % 2 == 0;
	}

	void note(int number) {
		this.calls.incrementAndGet();
		this.seen.add(number);
	}

	@Nullable String nothing(@Nullable String text) {
		return text;
	}

	int failing(int number) {
		if (number == 3) {
			throw new IllegalStateException("three");
		}
		return number;
	}

	int failingOnce(int number) {
		if (this.calls.incrementAndGet() == 1) {
			throw new IllegalStateException("first");
		}
		return number;
	}

	/** Waits at the gate; an interrupt ends it. */
	int held(int number) throws InterruptedException {
		this.calls.incrementAndGet();
		this.entered.countDown();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
		return number;
	}

	/** Waits at the gate whatever happens. */
	int stubborn(int number) {
		this.calls.incrementAndGet();
		this.entered.countDown();
		boolean interrupted = false;
		while (true) {
			try {
				this.gate.await();
				break;
			}
			catch (InterruptedException ex) {
				interrupted = true;
				this.interrupted.countDown();
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return number;
	}

	int any(Object item) {
		return this.calls.incrementAndGet();
	}

	Object strange(int number) {
		return new Object();
	}

}

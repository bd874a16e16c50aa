package io.futil.retry;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the attempts of a method do, and what is known of them.
 */
class Attempts {

	static final int LIMIT_SECONDS = 30;

	private static final List<String> NAMES = List.of("first", "second", "third", "fourth", "fifth", "sixth");

	private final AtomicInteger count = new AtomicInteger();

	private final Queue<String> threads = new ConcurrentLinkedQueue<>();

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final CountDownLatch gate = new CountDownLatch(1);

	/** Fail so often, then succeed. */
	String failing(int failures, Exception failure) throws Exception {
		int attempt = begin();
		if (attempt <= failures) {
			throw failure;
		}
		return NAMES.get(attempt - 1);
	}

	int begin() {
		this.threads.add(Thread.currentThread().getName());
		int attempt = this.count.incrementAndGet();
		this.started.countDown();
		return attempt;
	}

	/** Wait at the gate. */
	String block() throws InterruptedException {
		begin();
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
		return Thread.currentThread().getName();
	}

	void openGate() {
		this.gate.countDown();
	}

	void awaitStart() throws InterruptedException {
		assertThat(this.started.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	void awaitInterrupt() throws InterruptedException {
		assertThat(this.interrupted.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
	}

	int count() {
		return this.count.get();
	}

	List<String> threads() {
		return List.copyOf(this.threads);
	}

	/** A test of a service. */
	@FunctionalInterface
	interface Of<S> {

		void test(S service) throws Exception;

	}

}

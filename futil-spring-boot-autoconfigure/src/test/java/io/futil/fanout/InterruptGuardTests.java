package io.futil.fanout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InterruptGuard}.
 */
@Timeout(30)
@Repeated
class InterruptGuardTests {

	private final InterruptGuard guard = new InterruptGuard();

	private final ExecutorService other = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.other.shutdownNow();
	}

	@Test
	void interruptsTheAttemptThatRuns() {
		this.guard.begin();
		elsewhere(this.guard::interrupt);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.guard.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsNobodyBetweenAttempts() {
		this.guard.begin();
		assertThat(this.guard.end()).isFalse();
		elsewhere(this.guard::interrupt);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void anInterruptForOneAttemptDoesNotHitTheNext() {
		long first = this.guard.begin();
		this.guard.end();
		this.guard.begin();
		assertThat(interruptsElsewhere(first)).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.guard.end()).isFalse();
	}

	@Test
	void anAttemptThatIgnoredOneInterruptGetsAnother() {
		long attempt = this.guard.begin();
		assertThat(interruptsElsewhere(attempt)).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		elsewhere(this.guard::interrupt);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.guard.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void tellsWhetherSomebodyElseHadInterruptedBefore() {
		this.guard.begin();
		Thread.currentThread().interrupt();
		// A wait that sleeps would take the flag down meanwhile.
		Future<?> done = this.other.submit(this.guard::interrupt);
		while (!done.isDone()) {
			Thread.onSpinWait();
		}
		assertThat(this.guard.end()).isTrue();
		assertThat(this.guard.foundInterrupted()).isTrue();
		this.guard.begin();
		elsewhere(this.guard::interrupt);
		// The second finds the flag of the first.
		elsewhere(this.guard::interrupt);
		assertThat(this.guard.end()).isTrue();
		assertThat(this.guard.foundInterrupted()).isFalse();
	}

	/**
	 * Run something on the other thread; the wait for it ignores interrupts and keeps
	 * them.
	 */
	private void elsewhere(Runnable action) {
		CompletableFuture.runAsync(action, this.other).join();
	}

	private boolean interruptsElsewhere(long attempt) {
		return CompletableFuture.supplyAsync(() -> this.guard.interruptAttempt(attempt), this.other).join();
	}

	@Test
	void theEndWaitsForTheThreadThatInterrupts() throws Exception {
		int rounds = 20_000;
		CyclicBarrier round = new CyclicBarrier(2);
		CountDownLatch done = new CountDownLatch(1);
		Future<?> interrupter = this.other.submit(() -> {
			for (int i = 0; i < rounds; i++) {
				round.await();
				this.guard.interrupt();
				round.await();
			}
			done.countDown();
			return null;
		});
		for (int i = 0; i < rounds; i++) {
			this.guard.begin();
			round.await();
			// The other thread interrupts now, or is too late; either way nothing stays
			// behind.
			this.guard.end();
			assertThat(Thread.currentThread().isInterrupted()).as("round %s", i).isFalse();
			round.await();
			assertThat(Thread.currentThread().isInterrupted()).as("after round %s", i).isFalse();
		}
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		interrupter.get();
	}

}

package io.futil.fanout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InterruptGuard}.
 */
@Timeout(30)
class InterruptGuardTests {

	private final InterruptGuard guard = new InterruptGuard();

	private final ExecutorService other = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.other.shutdownNow();
	}

	@Test
	void interruptsTheAttemptThatRuns() throws Exception {
		this.guard.begin();
		this.other.submit(this.guard::interrupt).get();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.guard.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsNobodyBetweenAttempts() throws Exception {
		this.guard.begin();
		assertThat(this.guard.end()).isFalse();
		this.other.submit(this.guard::interrupt).get();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void anInterruptForOneAttemptDoesNotHitTheNext() throws Exception {
		long first = this.guard.begin();
		this.guard.end();
		this.guard.begin();
		assertThat(this.other.submit(() -> this.guard.interruptAttempt(first)).get()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.guard.end()).isFalse();
	}

	@Test
	void anAttemptThatIgnoredOneInterruptGetsAnother() throws Exception {
		long attempt = this.guard.begin();
		assertThat(this.other.submit(() -> this.guard.interruptAttempt(attempt)).get()).isTrue();
		assertThat(Thread.interrupted()).isTrue();
		this.other.submit(this.guard::interrupt).get();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.guard.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
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

package io.futil.autoconfigure;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Permits when threads do not start: however it goes wrong, none is lost and none is used
 * twice.
 */
@Timeout(20)
@Repeated
class BoundedThreadsTests {

	private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final ThreadFactory threads = (task) -> {
		if (this.failures.getAndUpdate((left) -> Math.max(0, left - 1)) > 0) {
			throw new OutOfMemoryError("expected: no more threads");
		}
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler((dying, ex) -> this.uncaught.add(ex));
		return thread;
	};

	@Test
	void aThreadThatDoesNotStartFailsTheSubmission() {
		BoundedThreads bounded = new BoundedThreads(this.threads, 1, 0);
		this.failures.set(3);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> bounded.take(new Blocker()));
			assertThat(bounded.runningCount()).isZero();
		}
		Blocker blocker = new Blocker();
		bounded.take(blocker);
		blocker.awaitStart().release();
	}

	@Test
	void aWaitingTaskThatGetsNoThreadRunsOnTheOneThatEnds() throws Exception {
		BoundedThreads bounded = new BoundedThreads(this.threads, 1, 10);
		Blocker blocker = new Blocker();
		bounded.take(blocker);
		blocker.awaitStart();
		FutureTask<Boolean> waiting = new FutureTask<>(() -> Thread.currentThread().isInterrupted());
		bounded.take(waiting);
		this.failures.set(1);
		blocker.release();
		assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
		assertThat(this.uncaught).hasSize(1);
	}

	@Test
	void withNoThreadAtAllWaitingTasksAreCancelled() {
		CountDownLatch inFactory = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		BoundedThreads bounded = new BoundedThreads((task) -> {
			inFactory.countDown();
			await(goOn);
			throw new OutOfMemoryError("expected: no more threads");
		}, 1, 10);
		FutureTask<String> waiting = new FutureTask<>(() -> "never");
		Thread first = new Thread(() -> {
			assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> bounded.take(new Blocker()));
		});
		first.start();
		await(inFactory);
		bounded.take(waiting);
		goOn.countDown();
		assertThatExceptionOfType(java.util.concurrent.CancellationException.class)
			.isThrownBy(() -> waiting.get(10, TimeUnit.SECONDS));
	}

	@Test
	void aHigherLimitStartsWhatWaitsAndALowerOneInterruptsNothing() {
		BoundedThreads bounded = new BoundedThreads(this.threads, 1, 10);
		Blocker first = new Blocker(3);
		Blocker last = new Blocker();
		for (int i = 0; i < 3; i++) {
			bounded.take(first);
		}
		bounded.take(last);
		assertThat(bounded.limit(3)).isEqualTo(1);
		first.awaitStart();
		assertThat(last.hasStarted()).isFalse();
		assertThat(bounded.limit(1)).isEqualTo(3);
		assertThat(bounded.isOvercrowded()).isTrue();
		assertThat(bounded.runningCount()).isEqualTo(3);
		first.release().awaitEnd();
		last.awaitStart();
		assertThat(first.wasInterrupted()).isFalse();
		assertThat(bounded.runningCount()).isEqualTo(1);
		assertThat(bounded.isOvercrowded()).isFalse();
		last.release().awaitEnd();
	}

	@Test
	void aHigherLimitThatGetsNoThreadIsTakenBackAndWhatWaitsWaitsOn() {
		BoundedThreads bounded = new BoundedThreads(this.threads, 1, 10);
		Blocker running = new Blocker();
		Blocker waiting = new Blocker();
		bounded.take(running);
		bounded.take(waiting);
		running.awaitStart();
		this.failures.set(1);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> bounded.limit(2));
		assertThat(bounded.limit()).isEqualTo(1);
		assertThat(bounded.runningCount()).isEqualTo(1);
		assertThat(bounded.waitingCount()).isEqualTo(1);
		assertThat(waiting.hasStarted()).isFalse();
		running.release().awaitEnd();
		waiting.awaitStart().release().awaitEnd();
	}

	@Test
	void tasksAndThreadsThatFailAtRandomLoseNoPermit() throws Exception {
		BoundedThreads bounded = new BoundedThreads(this.threads, 4, 50);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger ran = new AtomicInteger();
		int accepted = 0;
		for (int i = 0; i < 3_000; i++) {
			if (i % 7 == 0) {
				this.failures.incrementAndGet();
			}
			boolean fails = i % 3 == 0;
			try {
				bounded.take(() -> {
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					ran.incrementAndGet();
					running.decrementAndGet();
					if (fails) {
						throw new IllegalStateException("expected");
					}
				});
				accepted++;
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				Thread.onSpinWait();
			}
		}
		this.failures.set(0);
		while (!bounded.areAtMost(0)) {
			Thread.onSpinWait();
		}
		assertThat(most).hasValueLessThanOrEqualTo(4);
		assertThat(ran).hasValueLessThanOrEqualTo(accepted);
		Blocker blocker = new Blocker(4);
		for (int i = 0; i < 4; i++) {
			bounded.take(blocker);
		}
		blocker.awaitStart().release().awaitEnd();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.Repeated;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A worker that the executor has refused waits for a place that is lent, and the lender
 * is back before there was a thread for it.
 */
@Repeated
@Timeout(60)
class StrandedWorkerTests {

	private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(10);

	private final ManualClock clock = new ManualClock();

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private final AtomicBoolean firstHasFailed = new AtomicBoolean();

	private final CountDownLatch lent = new CountDownLatch(1);

	private final CountDownLatch spareMayEnd = new CountDownLatch(1);

	private final CountDownLatch lenderMayEnd = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		this.spareMayEnd.countDown();
		this.lenderMayEnd.countDown();
		this.pool.shutdownNow();
		this.callers.shutdownNow();
	}

	/** It may take patience, and the lender may have a deadline to keep. */
	@Test
	void isNotOfferedAgainByTheLender() throws Exception {
		BlockingQueue<Thread> refused = new LinkedBlockingQueue<>();
		FanOutOperations fanOut = fanOut((task) -> {
			try {
				this.pool.execute(task);
			}
			catch (RejectedExecutionException ex) {
				refused.add(Thread.currentThread());
				throw ex;
			}
		});
		Future<?> stranded = this.callers.submit(() -> failOnce(fanOut));
		while (!this.firstHasFailed.get() || this.pool.getActiveCount() > 0) {
			Thread.onSpinWait();
		}
		BlockingQueue<Thread> lender = new LinkedBlockingQueue<>();
		FanOutFuture<?> task = submitWhenIdle(fanOut, () -> {
			lender.add(Thread.currentThread());
			assertThatExceptionOfType(FanOutInterruptedException.class)
				.isThrownBy(() -> fanOut.timeout(ofDays(1)).forEach(List.of(1), (item) -> {
					this.lent.countDown();
					hold(this.spareMayEnd);
				}));
			hold(this.lenderMayEnd);
			return null;
		});
		Thread lending = lender.take();
		this.lent.await();
		while (refused.take() != lending) {
			// Its place is lent, so its own worker is refused as well.
			Thread.onSpinWait();
		}

		this.clock.advance(DELAY);
		awaitAtRest(refused.take());
		refused.clear();
		task.cancel(true);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(stranded::get)
			.withCauseInstanceOf(FanOutRejectedException.class);
		assertThat(refused).doesNotContain(lending);
	}

	private FanOutOperations fanOut(Executor executor) {
		Engine engine = new Engine(new PlainExecutorLookup(executor),
				new FanOutDefaults("io", null, ofSeconds(1), null, 1), Extensions.NONE, new Timer(this.clock));
		return new FanOutTemplate(engine, engine.options().handle(engine.handle(executor))).cancelGrace(Duration.ZERO);
	}

	private void failOnce(FanOutOperations fanOut) {
		AtomicInteger attempts = new AtomicInteger();
		fanOut.retry(RetrySettings.maxAttempts(2).delay(ofNanos(DELAY))).forEach(List.of(1), (item) -> {
			if (attempts.getAndIncrement() == 0) {
				this.firstHasFailed.set(true);
				throw new IllegalStateException("once");
			}
		});
	}

	private static FanOutFuture<?> submitWhenIdle(FanOutOperations fanOut, Callable<?> task) {
		FanOutFuture<?> future = fanOut.submit(task);
		while (future.isCompletedExceptionally()) {
			// The thread is on its way back to its pool.
			Thread.onSpinWait();
			future = fanOut.submit(task);
		}
		return future;
	}

	/** Whatever interrupts it. */
	private static void hold(CountDownLatch end) {
		while (end.getCount() > 0) {
			Thread.onSpinWait();
		}
	}

	/** Until it waits for its call, with a worker that was refused left behind. */
	private static void awaitAtRest(Thread thread) {
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

}

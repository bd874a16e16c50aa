package io.futil.fanout;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.futil.Repeated;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A task is due again, nobody is at work, and the executor refuses for a while: who sends
 * the worker is patient, and no longer alone.
 */
@Repeated
@Timeout(60)
class RefusedWorkerTests {

	private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(10);

	/** Longer than where a consumer is elsewhere, shorter than where it waits. */
	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(20);

	/** Longer than anybody is patient. */
	private static final long LONG = TimeUnit.MILLISECONDS.toNanos(120);

	private final ManualClock clock = new ManualClock();

	private final ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);

	private final AtomicBoolean armed = new AtomicBoolean();

	private final CountDownLatch refused = new CountDownLatch(1);

	private final AtomicInteger accepted = new AtomicInteger();

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	private FanOutOperations fanOut(Executor executor) {
		Engine engine = new Engine(new PlainExecutorLookup(executor),
				new FanOutDefaults("io", null, ofSeconds(1), null, 1), Extensions.NONE, new Timer(this.clock));
		return new FanOutTemplate(engine, engine.options().handle(engine.handle(executor)))
			.retry(RetrySettings.maxAttempts(2).delay(ofNanos(DELAY)));
	}

	@Test
	void hasMorePatienceWhenTheConsumerIsBack() throws Exception {
		long[] first = new long[1];
		Executor executor = (task) -> {
			if (this.armed.get()) {
				refuseForAMoment(first);
			}
			accept(task);
		};
		AtomicInteger attempts = new AtomicInteger();
		try (Stream<Integer> stream = fanOut(executor).concurrency(1).stream(List.of(0, 1), (item) -> {
			if (item == 1 && attempts.getAndIncrement() == 0) {
				throw new IllegalStateException("once");
			}
			return item;
		})) {
			Iterator<Integer> values = stream.iterator();
			assertThat(values.next()).isZero();
			awaitIdle(attempts, 1);
			this.armed.set(true);
			this.clock.advance(DELAY);
			this.refused.await();
			assertThat(values.next()).isOne();
		}
	}

	private synchronized void refuseForAMoment(long[] first) {
		if (this.refused.getCount() > 0) {
			first[0] = System.nanoTime();
			this.refused.countDown();
		}
		if (System.nanoTime() - first[0] < MOMENT) {
			throw new RejectedExecutionException("not yet");
		}
	}

	/** Two threads send workers for two tasks; one of them has no luck to the end. */
	@Test
	void stopsNoCallInWhichAnotherWorkerIsAtWork() throws Exception {
		AtomicReference<Thread> unlucky = new AtomicReference<>();
		CountDownLatch running = new CountDownLatch(1);
		Executor executor = (task) -> {
			if (this.armed.get() && isFirst(unlucky)) {
				if (this.refused.getCount() == 0) {
					Quietly.await(running);
					LockSupport.parkNanos(LONG);
				}
				this.refused.countDown();
				throw new RejectedExecutionException("no place");
			}
			accept(task);
		};
		AtomicInteger attempts = new AtomicInteger();
		CountDownLatch secondMayFail = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		CompletableFuture<List<Integer>> values = fanOut(executor).concurrency(2).async().map(List.of(0, 1), (item) -> {
			if (item == 1 && !this.armed.get()) {
				secondMayFail.await();
			}
			if (attempts.getAndIncrement() < 2) {
				throw new IllegalStateException("once");
			}
			running.countDown();
			goOn.await();
			return item;
		});
		while (attempts.get() < 1 || this.accepted.get() - this.pool.getCompletedTaskCount() > 1) {
			Thread.onSpinWait();
		}
		this.clock.advance(DELAY / 2);
		secondMayFail.countDown();
		awaitIdle(attempts, 2);
		this.armed.set(true);
		this.clock.advance(DELAY / 2);
		this.refused.await();
		this.clock.advance(DELAY / 2);
		awaitAtRest(unlucky.get(), running);
		goOn.countDown();
		assertThat(values.get()).containsExactly(0, 1);
	}

	private static boolean isFirst(AtomicReference<Thread> thread) {
		thread.compareAndSet(null, Thread.currentThread());
		return thread.get() == Thread.currentThread();
	}

	private void accept(Runnable task) {
		this.accepted.incrementAndGet();
		this.pool.execute(task);
	}

	/** Until all attempts have been made and their workers rest. */
	private void awaitIdle(AtomicInteger attempts, int wanted) {
		while (attempts.get() < wanted || this.accepted.get() > this.pool.getCompletedTaskCount()) {
			Thread.onSpinWait();
		}
	}

	/** Until that thread has given up, and waits where threads wait for more to do. */
	private static void awaitAtRest(Thread thread, CountDownLatch running) throws InterruptedException {
		running.await();
		while (thread.isAlive() && !isPolling(thread)) {
			Thread.onSpinWait();
		}
	}

	private static boolean isPolling(Thread thread) {
		return Stream.of(thread.getStackTrace()).noneMatch((frame) -> frame.getClassName().startsWith("io.futil"));
	}

}

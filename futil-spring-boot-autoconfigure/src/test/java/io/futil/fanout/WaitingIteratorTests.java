package io.futil.fanout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An iterator waits, now and then, until all that was read before it is done; and all
 * threads of the executor read such iterators, several items at a time.
 */
@Repeated
@Timeout(60)
class WaitingIteratorTests {

	private static final int ITEMS = 100_000;

	/** By then all has been quick for a while. */
	private static final int BETWEEN_WAITS = 5_037;

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(2);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
		this.callers.shutdownNow();
	}

	@Test
	void goesOnWhereEachThreadReads() throws Exception {
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		List<Future<Integer>> calls = this.callers.invokeAll(List.of(call(fanOut), call(fanOut)));
		for (Future<Integer> call : calls) {
			assertThat(call.get()).isEqualTo(ITEMS);
		}
	}

	@Test
	void goesOnWhereEachThreadReadsInATask() {
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		assertThat(fanOut.map(List.of(call(fanOut), call(fanOut)), Callable::call)).containsExactly(ITEMS, ITEMS);
	}

	/** The second thread is taken by something else, and there is no queue. */
	@Test
	void goesOnWhereNoOtherWorkerIsTaken() throws Exception {
		this.pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
		CountDownLatch done = new CountDownLatch(1);
		this.pool.execute(() -> Quietly.await(done));
		assertThat(call(FanOutTemplate.of(this.pool)).call()).isEqualTo(ITEMS);
		done.countDown();
	}

	/** What was lent was taken back. */
	@Test
	void hasAsManyThreadsAsBeforeBehindIt() throws Exception {
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		for (Future<Integer> call : this.callers.invokeAll(List.of(call(fanOut), call(fanOut)))) {
			assertThat(call.get()).isEqualTo(ITEMS);
		}
		AtomicInteger running = new AtomicInteger();
		List<Integer> together = fanOut.concurrency(4).map(new ArrayList<>(List.of(1, 2, 3, 4)), (item) -> {
			int now = running.incrementAndGet();
			for (int i = 0; i < 1_000; i++) {
				Thread.yield();
			}
			running.decrementAndGet();
			return now;
		});
		assertThat(together).allMatch((tasks) -> tasks <= 2);
	}

	private static Callable<Integer> call(FanOutOperations fanOut) {
		return () -> {
			AtomicInteger done = new AtomicInteger();
			Semaphore undone = new Semaphore(0);
			fanOut.forEach(() -> new WaitingIterator(undone), (item) -> {
				done.incrementAndGet();
				undone.release();
			});
			return done.get();
		};
	}

	private static final class WaitingIterator implements Iterator<Integer> {

		private final Semaphore done;

		private int read;

		private int awaited;

		WaitingIterator(Semaphore done) {
			this.done = done;
		}

		@Override
		public boolean hasNext() {
			if (this.read - this.awaited == BETWEEN_WAITS) {
				this.done.acquireUninterruptibly(BETWEEN_WAITS);
				this.awaited = this.read;
			}
			return this.read < ITEMS;
		}

		@Override
		public Integer next() {
			return this.read++;
		}

	}

}

package io.futil.fanout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A task takes the results of a stream, and the only thread of the executor is its own.
 */
@Repeated
@Timeout(60)
class NestedStreamTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 50).boxed().toList();

	private ThreadPoolExecutor pool = pool(new SynchronousQueue<>());

	private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue);
	}

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void goesOnWhereTheExecutorHasNoQueue() throws Exception {
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		assertThat(fanOut.submit(() -> fanOut.stream(ITEMS, (item) -> item).toList()).get()).isEqualTo(ITEMS);
	}

	@Test
	void goesOnWhereTheQueueIsFull() throws Exception {
		this.pool = pool(new ArrayBlockingQueue<>(1));
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		assertThat(fanOut.submit(() -> {
			this.pool.execute(() -> {
			});
			try (Stream<TaskResult<Integer, Integer>> results = fanOut.asCompleted(ITEMS, (item) -> item)) {
				return results.map(TaskResult::value).sorted().toList();
			}
		}).get()).isEqualTo(ITEMS);
	}

	/** Whoever has no place to lend is refused, but not before it needs one. */
	@Test
	void isRefusedBehindTheResultsThatAreThereWhereNobodyLends() throws Exception {
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		CountDownLatch busy = new CountDownLatch(1);
		List<Integer> taken = new ArrayList<>();
		try (Stream<Integer> stream = fanOut.concurrency(1).stream(ITEMS, (item) -> item)) {
			Iterator<Integer> values = stream.iterator();
			taken.add(values.next());
			executeWhenIdle(() -> Quietly.await(busy));
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> values.forEachRemaining(taken::add));
		}
		busy.countDown();
		assertThat(taken).startsWith(0, 1).hasSizeLessThan(ITEMS.size()).isSorted();
	}

	/** A pool without a queue refuses until its thread is back there. */
	@Test
	void readsOnBesideItsConsumerIfItIsRefusedForAMoment() throws Exception {
		AtomicBoolean refuses = new AtomicBoolean();
		CountDownLatch fourth = new CountDownLatch(4);
		FanOutOperations fanOut = FanOutTemplate.of((task) -> {
			if (refuses.getAndSet(false)) {
				throw new RejectedExecutionException("not yet");
			}
			executeWhenIdle(task);
		});
		try (Stream<Integer> stream = fanOut.concurrency(1).stream(ITEMS, (item) -> {
			fourth.countDown();
			return item;
		})) {
			Iterator<Integer> values = stream.iterator();
			assertThat(values.next()).isZero();
			// The first three have run, and the worker rests.
			executeWhenIdle(() -> refuses.set(true));
			executeWhenIdle(() -> {
			});
			assertThat(values.next()).isOne();
			fourth.await();
		}
	}

	private void executeWhenIdle(Runnable task) {
		while (true) {
			try {
				this.pool.execute(task);
				return;
			}
			catch (RejectedExecutionException ex) {
				// The last worker is on its way home.
				Thread.yield();
			}
		}
	}

}

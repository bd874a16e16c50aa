package io.futil.fanout;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.function.ThrowingFunction;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool whose rejection handler is the application's: nobody knows whether it throws or
 * waits for room.
 */
@Repeated
@Timeout(60)
class OwnHandlerTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 4).boxed().toList();

	private static final RejectedExecutionHandler THROWS = (task, pool) -> {
		throw new RejectedExecutionException("full");
	};

	@Test
	void allThreadsOfAPoolWithoutAQueueReadTheirItems() {
		allWork((fanOut, task) -> fanOut.map(ITEMS::iterator, task));
	}

	@Test
	void allThreadsOfAPoolWithoutAQueueWorkAtARate() {
		allWork((fanOut, task) -> fanOut.rateLimit(1_000, ofSeconds(1)).map(ITEMS, task));
	}

	private static void allWork(BiFunction<FanOutOperations, ThrowingFunction<Integer, Integer>, List<Integer>> verb) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), THROWS);
		CyclicBarrier together = new CyclicBarrier(4);
		assertThat(verb.apply(FanOutTemplate.of(pool), (item) -> {
			together.await();
			return item;
		})).isEqualTo(ITEMS);
		pool.shutdown();
	}

	/**
	 * Each has a worker that would bring another in, and they never all wait for room.
	 */
	@Test
	void callsThatReadTheirItemsEndWhereTheHandlerWaits() throws Exception {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				OwnHandlerTests::waitForRoom);
		FanOutOperations fanOut = FanOutTemplate.of(pool);
		ExecutorService callers = Executors.newFixedThreadPool(3);
		Callable<Void> calls = () -> {
			for (int i = 0; i < 200; i++) {
				assertThat(fanOut.map(ITEMS::iterator, (item) -> item)).isEqualTo(ITEMS);
			}
			return null;
		};
		for (Future<Void> ended : callers.invokeAll(List.of(calls, calls, calls))) {
			ended.get();
		}
		callers.shutdown();
		pool.shutdown();
	}

	@Test
	void theDeadlineBindsWhereAFullPoolMakesWait() throws Exception {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				OwnHandlerTests::waitForRoom);
		CountDownLatch done = new CountDownLatch(1);
		for (int i = 0; i < 2; i++) {
			pool.execute(() -> Quietly.await(done));
		}
		FanOutOperations fanOut = FanOutTemplate.of(pool).timeout(ofMillis(20));
		assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(() -> fanOut.map(ITEMS, (item) -> item));
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> fanOut.stream(ITEMS, (item) -> item).toList());
		assertThat(Thread.interrupted()).isFalse();
		done.countDown();
		pool.shutdown();
	}

	private static void waitForRoom(Runnable task, ThreadPoolExecutor pool) {
		try {
			pool.getQueue().put(task);
		}
		catch (InterruptedException ex) {
			throw new RejectedExecutionException(ex);
		}
	}

}

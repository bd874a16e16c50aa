package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

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
	void allThreadsOfAPoolWithoutAQueueWork() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), THROWS);
		FanOutOperations fanOut = FanOutTemplate.of(pool);
		CyclicBarrier together = new CyclicBarrier(4);
		assertThat(fanOut.map(ITEMS::iterator, (item) -> {
			together.await();
			return item;
		})).isEqualTo(ITEMS);
		assertThat(fanOut.rateLimit(1_000, Duration.ofSeconds(1)).map(ITEMS, (item) -> {
			together.await();
			return item;
		})).isEqualTo(ITEMS);
		pool.shutdown();
	}

	/** Those who bring others in leave what waits for them some room. */
	@Test
	void aCallThatReadsItsItemsEndsWhereTheHandlerWaits() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new SynchronousQueue<>(),
				OwnHandlerTests::waitForRoom);
		List<Integer> items = IntStream.range(0, 20_000).boxed().toList();
		assertThat(FanOutTemplate.of(pool).concurrency(8).map(items::iterator, (item) -> item)).isEqualTo(items);
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

package io.futil.fanout;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens before the first task of a stream has begun.
 */
@Repeated
@Timeout(60)
class StreamStartTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final ExecutorService consumers = Executors.newSingleThreadExecutor();

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
		this.consumers.shutdownNow();
	}

	@Test
	void isStoppedByWhoClosesItMeanwhile() throws Exception {
		CountDownLatch copying = new CountDownLatch(1);
		CountDownLatch closed = new CountDownLatch(1);
		List<Integer> items = new AbstractList<>() {

			@Override
			public Object[] toArray() {
				copying.countDown();
				Quietly.await(closed);
				return new Object[] { 1 };
			}

			@Override
			public Integer get(int index) {
				return 1;
			}

			@Override
			public int size() {
				return 1;
			}

		};
		Stream<Integer> stream = FanOutTemplate.of(this.pool).stream(items, (item) -> {
			new CountDownLatch(1).await();
			return item;
		});
		Iterator<Integer> values = stream.iterator();
		Future<Boolean> hasNext = this.consumers.submit(values::hasNext);
		copying.await();
		stream.close();
		closed.countDown();
		assertThat(hasNext.get()).isFalse();
	}

	@Test
	void submitsNothingForNoItems() {
		FanOutOperations fanOut = FanOutTemplate.of((task) -> {
			throw new RejectedExecutionException("no place");
		});
		assertThat(fanOut.stream(List.of(), (item) -> item)).isEmpty();
		assertThat(fanOut.asCompleted(List.of(), (item) -> item)).isEmpty();
	}

}

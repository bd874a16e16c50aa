package io.futil.fanout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executor runs what it is given on the thread that gives it, always or where it is
 * full.
 */
@Repeated
@Timeout(60)
class RunsInCallerTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 5_000).boxed().toList();

	private static final int SLOW = 4_321;

	private static Stream<Calls> verbs() {
		return Stream.of((fanOut, task) -> fanOut.map(ITEMS::iterator, task),
				(fanOut, task) -> fanOut.stream(ITEMS, task).toList(),
				(fanOut, task) -> fanOut.stream(ITEMS::iterator, task).toList());
	}

	/** Also a task that takes longer than all before, which have been read together. */
	@ParameterizedTest
	@MethodSource("verbs")
	void allTasksRunOnTheThreadOfTheCallAndInOrder(Calls verb) {
		List<Integer> seen = new ArrayList<>();
		Thread caller = Thread.currentThread();
		CountDownLatch elsewhere = new CountDownLatch(1);
		verb.call(FanOutTemplate.of(Runnable::run), (item) -> {
			if (Thread.currentThread() != caller) {
				elsewhere.countDown();
			}
			else if (item == SLOW) {
				assertThat(elsewhere.await(20, TimeUnit.MILLISECONDS)).isFalse();
			}
			seen.add(item);
			return item;
		});
		assertThat(elsewhere.getCount()).isOne();
		assertThat(seen).isEqualTo(ITEMS);
	}

	/** An iterator may wait for what becomes of the items before. */
	@Test
	void eachTaskIsPerformedBeforeTheNextItemIsRead() {
		AtomicInteger performed = new AtomicInteger();
		Iterable<Integer> items = () -> ITEMS.stream().peek((item) -> assertThat(performed).hasValue(item)).iterator();
		FanOutTemplate.of(Runnable::run).forEach(items, (item) -> performed.incrementAndGet());
		assertThat(performed).hasValue(ITEMS.size());
	}

	/**
	 * Something else has the other thread, and the queue gets full with the first item.
	 */
	@Test
	void aTaskOfAFullPoolIsPerformedBeforeTheNextWorkerComes() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1),
				new ThreadPoolExecutor.CallerRunsPolicy());
		CountDownLatch done = new CountDownLatch(1);
		Runnable other = () -> Quietly.await(done);
		pool.execute(other);
		List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
		Iterable<Integer> filling = () -> ITEMS.stream().peek((item) -> {
			if (item == 0) {
				pool.execute(other);
			}
		}).iterator();
		FanOutTemplate.of(pool).forEach(filling, begun::add);
		assertThat(begun).startsWith(0).hasSameSizeAs(ITEMS);
		done.countDown();
		pool.shutdown();
	}

	@FunctionalInterface
	private interface Calls {

		List<Integer> call(FanOutOperations fanOut, ThrowingFunction<Integer, Integer> task);

	}

}

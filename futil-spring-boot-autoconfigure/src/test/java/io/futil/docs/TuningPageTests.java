package io.futil.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tuning guide says it has seen can be seen again.
 */
@Timeout(60)
class TuningPageTests {

	private static final int SIZE = 4;

	private static final List<Integer> SIX = List.of(1, 2, 3, 4, 5, 6);

	@Test
	void aFullQueueMeansFewerWorkersAndThenARefusal() {
		Settings
			.of("futil.executors.work.threads=platform", "futil.executors.work.core-size=4",
					"futil.executors.work.queue-capacity=10")
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("work");
				List<Integer> items = IntStream.range(0, 10_000).boxed().toList();
				CountDownLatch end = new CountDownLatch(1);
				List<FanOutFuture<List<Integer>>> calls = new ArrayList<>();
				List<String> states = new ArrayList<>();
				for (int i = 0; i < 5; i++) {
					calls.add(fanOut.async().map(items, (item) -> {
						end.await();
						return item;
					}));
					states.add(context.getBean("work").toString().replaceAll(".*busy, (\\d+) of.*", "$1"));
				}
				end.countDown();
				assertThat(states).containsExactly("0", "4", "8", "10", "10");
				assertThat(calls.get(4)).isCompletedExceptionally();
				assertThat(calls.subList(0, 4)).allMatch((call) -> call.join().equals(items));
			});
	}

	/**
	 * Where the threads are that are no more than the size: waiting for a nested call.
	 */
	@Test
	void nestedCallsHaveNoMoreThreadsWaitingThanTheTableSays() {
		Settings.of("futil.executors.work.threads=platform", "futil.executors.work.core-size=" + SIZE)
			.run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("work");
				List<List<String>> rows = Page.of("docs/tuning.md")
					.rows()
					.stream()
					.filter((row) -> row.size() == 3 && row.get(0).matches("\\d"))
					.toList();
				assertThat(rows).hasSize(4);
				for (List<String> row : rows.subList(0, 3)) {
					int levels = Integer.parseInt(row.get(0));
					assertThat(mostWaiting(fanOut, fanOut, levels))
						.isLessThanOrEqualTo(Integer.parseInt(row.get(1)) - SIZE);
					assertThat(mostWaiting(fanOut, fanOut.concurrency(1), levels))
						.isLessThanOrEqualTo(Integer.parseInt(row.get(2)) - SIZE);
				}
			});
	}

	private static int mostWaiting(FanOutOperations fanOut, FanOutOperations inner, int levels) {
		AtomicInteger waiting = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		descend(fanOut, inner, levels, waiting, most);
		assertThat(waiting).hasValue(0);
		return most.get();
	}

	private static int descend(FanOutOperations fanOut, FanOutOperations inner, int levels, AtomicInteger waiting,
			AtomicInteger most) {
		return fanOut.map(SIX, (item) -> {
			if (levels == 1) {
				Thread.yield();
				return item;
			}
			most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
			try {
				return descend(inner, inner, levels - 1, waiting, most);
			}
			finally {
				waiting.decrementAndGet();
			}
		}).size();
	}

	@Test
	void anExecutorOfOnesOwnNamedIoIsTheOnlyOneThatSpringBootSees() {
		Settings.of().run((context) -> assertThat(context).hasBean("applicationTaskExecutor"));
		Settings.of()
			.withBean("io", Executor.class, () -> Runnable::run)
			.run((context) -> assertThat(context).doesNotHaveBean("applicationTaskExecutor"));
	}

}

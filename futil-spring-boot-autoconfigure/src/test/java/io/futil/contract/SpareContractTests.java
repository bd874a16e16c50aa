package io.futil.contract;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 4, where it takes more than a nested verb: futures and their dependents, templates
 * that are made on the way, and the context of an executor that is not ours.
 */
@ContractTest
class SpareContractTests {

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> !kind.inCaller);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aTaskMayWaitForAFutureAndWhatDependsOnIt(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			assertThat(lab.call(() -> fanOut.map(List.of(1, 2), (item) -> {
				FanOutFuture<Integer> future = fanOut.submit(() -> item);
				int sum = future.thenApply((value) -> value + 10).thenApply((value) -> value + 100).join();
				FanOutFuture.await(List.of(future), FanOutFuture.Until.ALL_COMPLETED, Caller.LIMIT);
				return sum + future.get();
			})).get()).containsExactly(112, 114);
		}
	}

	@Test
	void executorsInACycleMayBeReachedThroughTemplatesMadeOnTheWay() throws Exception {
		ExecutorService p = Executors.newFixedThreadPool(1);
		ExecutorService q = Executors.newFixedThreadPool(1);
		try {
			Caller<List<List<List<Integer>>>> caller = new Caller<>(() -> FanOutTemplate.of(p)
				.map(List.of(1), (a) -> FanOutTemplate.of(q)
					.map(List.of(2), (b) -> FanOutTemplate.of(p).map(List.of(3), (c) -> a + b + c))));
			new Thread(caller::act).start();
			assertThat(caller.get()).containsExactly(List.of(List.of(6)));
		}
		finally {
			p.shutdownNow();
			q.shutdownNow();
		}
	}

	/** The thread that it stands in for is back, so that one has to come. */
	@Test
	void aSpareThreadMayWaitItselfWhenTheExecutorIsFull() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean full = new AtomicBoolean();
			AtomicInteger refused = new AtomicInteger();
			FanOutOperations fanOut = FanOutTemplate.of((task) -> {
				if (full.get()) {
					refused.incrementAndGet();
					throw new RejectedExecutionException("full");
				}
				lab.executor().execute(task);
			});
			Gate onSpare = lab.gate();
			Gate nestedEnded = lab.gate();
			AtomicReference<FanOutFuture<?>> inner = new AtomicReference<>();
			FanOutFuture<?> outer = fanOut.submit(() -> {
				inner.set(fanOut.submit(() -> {
					onSpare.passStubbornly();
					List<Integer> nested = fanOut.map(List.of(2), (item) -> item);
					nestedEnded.open();
					return nested;
				}));
				return inner.get().join();
			});
			onSpare.awaitArrivals(1);
			inner.get().cancel(false);
			Await.until("the waiting thread goes on", outer::isDone);
			full.set(true);
			onSpare.open();
			Await.until("the nested call is refused", () -> refused.get() > 0);
			full.set(false);
			Await.until("it has ended", nestedEnded::isOpen);
		}
	}

	@Test
	void aSpareThreadHasTheContextOfAnExecutorThatIsNotOurs() throws Exception {
		ThreadLocal<String> user = new ThreadLocal<>();
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setTaskDecorator(copying(user));
		executor.initialize();
		try {
			FanOutOperations fanOut = FanOutTemplate.of(executor.getThreadPoolExecutor());
			Caller<List<List<String>>> caller = new Caller<>(() -> {
				user.set("alice");
				return fanOut.map(List.of(1), (outer) -> fanOut.map(List.of(1, 2), (inner) -> user.get()));
			});
			new Thread(caller::act).start();
			assertThat(caller.get()).containsExactly(List.of("alice", "alice"));
		}
		finally {
			executor.shutdown();
		}
	}

	private static TaskDecorator copying(ThreadLocal<String> user) {
		return (task) -> {
			String name = user.get();
			return () -> {
				user.set(name);
				try {
					task.run();
				}
				finally {
					user.remove();
				}
			};
		};
	}

}

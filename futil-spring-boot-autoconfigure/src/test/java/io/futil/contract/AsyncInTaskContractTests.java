package io.futil.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A call that is made in a task and outlives it may be worked for by the very thread that
 * made it: that is not its caller then.
 */
@ContractTest
class AsyncInTaskContractTests {

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> !kind.inCaller);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void anInterruptedExceptionOfATaskIsItsFailure(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			assertThatExceptionOfType(FanOutException.class)
				.isThrownBy(() -> Verb.get(lab.call(() -> fanOut.submit(() -> fanOut.submit(() -> {
					throw new InterruptedException("its own");
				})).get()).get()))
				.isExactlyInstanceOf(FanOutException.class)
				.withCauseInstanceOf(InterruptedException.class);
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void oneFailureDoesNotFailTheOthers(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			List<TaskResult<Integer, Integer>> results = Verb
				.get(lab.call(() -> fanOut.submit(() -> fanOut.async().results(Lab.range(3), (item) -> {
					if (item == 1) {
						throw new InterruptedException("its own");
					}
					return item;
				})).get()).get());
			assertThat(results).extracting(TaskResult::ok).containsExactly(true, false, true);
		}
	}

	/** Those of others run what depends on futures by themselves. */
	static Stream<ExecutorKind> ours() {
		return Combo.kinds((kind) -> kind == ExecutorKind.WORKER || kind == ExecutorKind.LIMITED_VIRTUAL
				|| kind == ExecutorKind.NESTED_IN_WORKER);
	}

	@ParameterizedTest
	@MethodSource("ours")
	void aTaskMayWaitForADependentThatMakesACall(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			FanOutFuture<Integer> done = fanOut.submit(() -> 1);
			lab.call(() -> done.get()).get();
			List<Integer> items = Lab.range(2 * kind.threads);
			Callable<List<Integer>> waiting = () -> fanOut.map(items,
					(item) -> done.thenApplyAsync((value) -> fanOut.map(items, (inner) -> inner).size()).get());
			assertThat(lab.call(waiting).get()).containsOnly(items.size());
		}
	}

	@ParameterizedTest
	@MethodSource("ours")
	void aTaskMayWaitForADependentThatNeedsItsThread(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut();
			Callable<Integer> waiting = () -> fanOut.submit(() -> 1)
				.thenApplyAsync((value) -> value + 1)
				.thenCombineAsync(fanOut.submit(() -> 2), Integer::sum)
				.get();
			assertThat(Verb.get(lab.call(() -> fanOut.submit(waiting)).get())).isEqualTo(4);
		}
	}

	@Test
	void namedTasksAreReadOnceFromAMapThatChanges() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_4)) {
			Map<String, Callable<String>> tasks = new ConcurrentHashMap<>();
			Gate stop = lab.gate();
			Thread changer = lab.newThread(() -> {
				for (int i = 0; !stop.isOpen(); i++) {
					String name = "n" + i % 50;
					if (tasks.remove(name) == null) {
						tasks.put(name, () -> name);
					}
				}
			});
			changer.start();
			IntStream.range(0, 500)
				.forEach((i) -> lab.fanOut()
					.scatterGather(tasks)
					.forEach((name, value) -> assertThat(value).isEqualTo(name)));
			stop.open();
			changer.join();
		}
	}

}

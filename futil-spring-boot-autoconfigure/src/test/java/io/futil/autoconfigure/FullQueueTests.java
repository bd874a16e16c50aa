package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.autoconfigure.ExecutorKind.Started;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that come in bursts on an executor with hardly a queue: each ends, one way or the
 * other.
 */
@Timeout(60)
@Repeated
class FullQueueTests {

	private static final int CALLERS = 6;

	private static final int BURSTS = 60;

	@ParameterizedTest
	@EnumSource
	void eachCallEndsOrIsRefused(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 1)) {
			FanOutOperations fanOut = FanOutTemplate.of(started.executor());
			List<Thread> callers = new ArrayList<>();
			List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
			CyclicBarrier burst = new CyclicBarrier(CALLERS);
			for (int i = 0; i < CALLERS; i++) {
				Thread caller = new Thread(() -> call(fanOut, burst, outcomes));
				caller.setDaemon(true);
				caller.start();
				callers.add(caller);
			}
			for (Thread caller : callers) {
				caller.join(TimeUnit.SECONDS.toMillis(50));
				assertThat(caller.isAlive()).isFalse();
			}
			assertThat(outcomes).hasSize(CALLERS * BURSTS).contains("done").isSubsetOf("done", "refused");
		}
	}

	private static void call(FanOutOperations fanOut, CyclicBarrier burst, List<Object> outcomes) {
		for (int i = 0; i < BURSTS; i++) {
			outcomes.add(outcome(fanOut, burst));
		}
	}

	private static Object outcome(FanOutOperations fanOut, CyclicBarrier burst) {
		try {
			burst.await();
			FanOutFuture<List<Integer>> future = fanOut.async()
				.map(IntStream.range(0, 8).boxed().toList(), FullQueueTests::work);
			return (future.get().size() == 8) ? "done" : "short";
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof FanOutRejectedException) ? "refused" : ex;
		}
		catch (Exception ex) {
			return ex;
		}
	}

	/** Longer than a slice, so that workers give way. */
	private static int work(int item) {
		for (long start = System.nanoTime(); System.nanoTime() - start < 300_000;) {
			Thread.onSpinWait();
		}
		return item;
	}

}

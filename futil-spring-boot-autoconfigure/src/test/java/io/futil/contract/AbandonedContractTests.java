package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A task that ignores its interrupt keeps its thread behind the end of its call; whoever
 * finds no room because of that is told why.
 */
@ContractTest
class AbandonedContractTests {

	@Test
	void abandonedTasksAreCountedUntilTheyEnd() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			Executor full = new LabPool(lab, 2, 2, new SynchronousQueue<>(), new AbortPolicy());
			lab.inside((LabPool) full);
			FanOutOperations fanOut = FanOutTemplate.of(full);
			Gate gate = lab.gate();
			for (int i = 1; i <= 2; i++) {
				abandonOne(fanOut, gate, i);
			}
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> fanOut.map(List.of(1), (one) -> one))
				.withMessageContaining("abandoned tasks, which ignore their interrupt, hold 2 of its threads");
			gate.open();
			Await.until("there is room again", () -> runs(fanOut));
			Gate busy = lab.gate();
			Await.until("the pool is full", () -> {
				fanOut.submit(() -> pass(busy));
				return busy.arrived() == 2;
			});
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> fanOut.map(List.of(1), (one) -> one))
				.withMessageNotContaining("abandoned");
		}
	}

	private static void abandonOne(FanOutOperations fanOut, Gate gate, int number) {
		// As long as it takes on this machine for the task to start in time.
		Duration timeout = Duration.ofMillis(15);
		while (gate.arrived() < number) {
			Duration soon = timeout;
			Throwable ended = catchThrowable(() -> fanOut.timeout(soon).map(List.of(1), (one) -> pass(gate)));
			assertThat(ended).isInstanceOfAny(FanOutTimeoutException.class, FanOutRejectedException.class);
			// The thread of one that did not start may not be back yet: that takes no
			// time.
			timeout = (ended instanceof FanOutTimeoutException) ? timeout.multipliedBy(2) : timeout;
		}
	}

	private static boolean pass(Gate gate) {
		gate.passStubbornly();
		return true;
	}

	private static boolean runs(FanOutOperations fanOut) {
		try {
			return fanOut.concurrency(2).map(List.of(1, 2), (one) -> one).size() == 2;
		}
		catch (FanOutRejectedException ex) {
			return false;
		}
	}

}

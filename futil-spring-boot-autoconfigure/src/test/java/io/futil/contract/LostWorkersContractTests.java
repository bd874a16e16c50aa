package io.futil.contract;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 13: a pool that is shut down tells nobody what it drops, and its own tasks may go
 * on.
 */
@ContractTest
class LostWorkersContractTests {

	static Stream<ExecutorService> pools() {
		return Stream.of(Executors.newFixedThreadPool(1), new ForkJoinPool(1));
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aCallWhoseWorkersAreDroppedEndsBesideATaskThatGoesOn(ExecutorService pool) {
		Gate busy = new Gate();
		try {
			pool.execute(busy::passStubbornly);
			busy.awaitArrivals(1);
			Caller<List<Integer>> caller = new Caller<>(
					() -> FanOutTemplate.of(pool).map(Lab.range(3), (item) -> item));
			new Thread(caller::act).start();
			Await.untilWaiting(caller.thread());
			pool.shutdownNow();
			assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class)
				.hasMessageEndingWith("was shut down");
			assertThat(busy.isOpen()).isFalse();
		}
		finally {
			busy.open();
		}
	}

}

package io.futil.contract;

import java.time.Duration;
import java.util.List;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Spring's executor of one thread per task makes who submits wait at its limit.
 */
@ContractTest
class BlockingExecutorContractTests {

	private final SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("limited-");

	private final FanOutOperations fanOut;

	BlockingExecutorContractTests() {
		this.executor.setConcurrencyLimit(2);
		this.fanOut = FanOutTemplate.of(this.executor);
	}

	@Test
	void aCallKeepsToTheLimitAndEnds() {
		assertThat(this.fanOut.map(Lab.range(100), (item) -> item)).isEqualTo(Lab.range(100));
	}

	@Test
	void longCallsBesideEachOtherEnd() throws Exception {
		Caller<List<Integer>> other = new Caller<>(() -> this.fanOut.map(Lab.range(5_000), (item) -> item));
		Thread thread = new Thread(other::act);
		thread.start();
		assertThat(this.fanOut.map(Lab.range(5_000), (item) -> item)).hasSize(5_000);
		assertThat(other.get()).hasSize(5_000);
	}

	@Test
	void theDeadlineBindsAlsoWhileItWaitsForAPlace() {
		Gate gate = new Gate();
		for (int i = 0; i < 2; i++) {
			this.executor.execute(gate::passStubbornly);
		}
		gate.awaitArrivals(2);
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> this.fanOut.timeout(Duration.ofMillis(15)).map(Lab.range(3), (item) -> item));
		assertThat(Thread.interrupted()).isFalse();
		gate.open();
		Await.until("there is a place again",
				() -> this.fanOut.timeout(Duration.ofSeconds(10)).map(List.of(1), (item) -> item).size() == 1);
	}

}

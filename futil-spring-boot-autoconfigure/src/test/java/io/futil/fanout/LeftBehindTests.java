package io.futil.fanout;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A call that has ended leaves its workers in the queue of somebody else's pool.
 */
@Repeated
@Timeout(60)
class LeftBehindTests {

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(1));

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void makesRoomForTheNextCall() throws Exception {
		CountDownLatch busy = new CountDownLatch(1);
		this.pool.execute(() -> Quietly.await(busy));
		FanOutOperations fanOut = FanOutTemplate.of(this.pool);
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> fanOut.timeout(ofMillis(10)).map(List.of(1), (item) -> item));
		assertThat(this.pool.getQueue()).hasSize(1);
		FanOutFuture<String> next = fanOut.submit(() -> "value");
		busy.countDown();
		assertThat(next.get()).isEqualTo("value");
	}

}

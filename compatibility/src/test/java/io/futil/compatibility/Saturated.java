package io.futil.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Keeps the executor {@code small} full: one task runs and one waits for it.
 */
final class Saturated implements AutoCloseable {

	static final String NAME = "small";

	private final CountDownLatch release = new CountDownLatch(1);

	private final List<FanOutFuture<Boolean>> futures = new ArrayList<>();

	private final ThreadPoolTaskExecutor pool = Running.context().getBean(NAME, ThreadPoolTaskExecutor.class);

	Saturated() throws InterruptedException {
		FanOutOperations fanOut = Running.fanOut().on(NAME);
		CountDownLatch started = new CountDownLatch(1);
		this.futures.add(fanOut.submit(() -> {
			started.countDown();
			this.release.await();
			return true;
		}));
		started.await();
		Running.until("nothing waits", () -> this.pool.getQueueSize() == 0);
		this.futures.add(fanOut.submit(() -> true));
	}

	@Override
	public void close() {
		this.release.countDown();
		this.futures.forEach(FanOutFuture::join);
		// What carried them may stand in the queue once more.
		Running.until("there is room", () -> this.pool.getActiveCount() == 0 && this.pool.getQueueSize() == 0);
	}

}

package io.futil.sample.loads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.FanOutOperations;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tasks that do not end when they are interrupted. Their call ends at its deadline all
 * the same, and they are abandoned until they end.
 */
@Component
final class StuckTasks implements Load {

	private static final List<Integer> TASKS = List.of(1, 2, 3);

	private final FanOutOperations calls;

	private final Duration stuckFor;

	private final CountDownLatch closing = new CountDownLatch(1);

	StuckTasks(FanOutOperations fanOut, LoadProperties properties) {
		this.calls = fanOut.on("io").named("stuck").timeout(Duration.ofSeconds(1));
		this.stuckFor = properties.stuckFor();
	}

	@Override
	public String name() {
		return "stuck";
	}

	/**
	 * The load lasts as long as its tasks do.
	 */
	@Override
	public void run() throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(TASKS.size());
		this.calls.results(TASKS, (task) -> {
			try {
				return ignoreInterrupts();
			}
			finally {
				ended.countDown();
			}
		});
		// One that found no thread within a second never ends.
		ended.await(this.stuckFor.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * So that the application need not wait for them when it stops.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.closing.countDown();
	}

	private long ignoreInterrupts() {
		long start = System.nanoTime();
		long left = this.stuckFor.toNanos();
		while (left > 0) {
			try {
				if (this.closing.await(left, TimeUnit.NANOSECONDS)) {
					break;
				}
			}
			catch (InterruptedException ex) {
				// That is what they are here for.
			}
			left = this.stuckFor.toNanos() - (System.nanoTime() - start);
		}
		return System.nanoTime() - start;
	}

}

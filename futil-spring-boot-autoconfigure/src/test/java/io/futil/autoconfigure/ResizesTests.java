package io.futil.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several executors are resized, or none is.
 */
class ResizesTests {

	private final List<Runnable> threads = new ArrayList<>();

	private boolean isOutOfThreads;

	private VirtualTaskExecutor executor(int limit) {
		return ExecutorKind.virtual(limit, 100, Duration.ZERO, (task) -> {
			if (this.isOutOfThreads) {
				throw new OutOfMemoryError("no thread");
			}
			this.threads.add(task);
			return new Thread(() -> {
				// The test runs the task when it likes.
			});
		}, null);
	}

	@Test
	void allAreMade() {
		VirtualTaskExecutor one = executor(4);
		VirtualTaskExecutor other = executor(8);
		Resizes resizes = new Resizes();
		resizes.add("one", one, new ExecutorSize(2, 2));
		resizes.add("other", other, new ExecutorSize(16, 16));
		assertThat(resizes.make()).containsExactly(Map.entry("one", new ExecutorSize(4, 4)),
				Map.entry("other", new ExecutorSize(8, 8)));
		assertThat(one.concurrency()).isEqualTo(2);
		assertThat(other.concurrency()).isEqualTo(16);
	}

	@Test
	void whereThereIsNoThreadForOneTheOthersAreAsTheyWere() {
		VirtualTaskExecutor one = executor(4);
		VirtualTaskExecutor busy = executor(1);
		busy.execute(() -> {
		});
		busy.execute(() -> {
		});
		assertThat(busy.load().queued()).isEqualTo(1);
		this.isOutOfThreads = true;
		Resizes resizes = new Resizes();
		resizes.add("one", one, new ExecutorSize(2, 2));
		resizes.add("busy", busy, new ExecutorSize(16, 16));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(resizes::make);
		assertThat(one.concurrency()).isEqualTo(4);
		assertThat(busy.concurrency()).isEqualTo(1);
		assertThat(busy.load().queued()).isEqualTo(1);
	}

}

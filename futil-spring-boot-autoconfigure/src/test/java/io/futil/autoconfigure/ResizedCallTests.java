package io.futil.autoconfigure;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.autoconfigure.ExecutorKind.Started;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls whose workers have many tasks at hand when their executor becomes smaller.
 */
@Repeated
@Timeout(60)
class ResizedCallTests {

	private static final int WORKERS = 2;

	private static final int BLOCK = 50;

	/** More than a slice: a worker goes behind one such task, or before. */
	private static final long TASK_NANOS = 1_200_000;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger mostInTheEnd = new AtomicInteger();

	private final CountDownLatch together = new CountDownLatch(WORKERS);

	private final CountDownLatch gate = new CountDownLatch(1);

	@ParameterizedTest
	@EnumSource
	void aWorkerWithABlockGoesBehindItsTask(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(WORKERS, 100)) {
			TunableExecutor executor = (TunableExecutor) started.executor();
			List<Integer> items = IntStream.range(0, WORKERS * BLOCK).boxed().toList();
			FanOutFuture<List<Integer>> call = FanOutTemplate.of(started.executor())
				.chunkSize(BLOCK)
				.async()
				.map(items, this::task);
			assertThat(this.together.await(30, TimeUnit.SECONDS)).isTrue();
			executor.resize(1);
			this.gate.countDown();
			assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(items);
			assertThat(this.begun).hasValue(WORKERS * BLOCK);
			assertThat(this.mostInTheEnd).hasValue(1);
		}
	}

	private Integer task(Integer item) throws InterruptedException {
		int begun = this.begun.incrementAndGet();
		int running = this.running.incrementAndGet();
		if (begun > 2 * WORKERS) {
			this.mostInTheEnd.accumulateAndGet(running, Math::max);
		}
		this.together.countDown();
		this.gate.await();
		long start = System.nanoTime();
		while (System.nanoTime() - start < TASK_NANOS) {
			Thread.onSpinWait();
		}
		this.running.decrementAndGet();
		return item;
	}

}

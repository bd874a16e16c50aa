package io.futil.autoconfigure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.autoconfigure.ExecutorKind.Started;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks flow through an executor while its size changes: none is lost, none runs twice,
 * none is interrupted, and no more run at once than the larger of the two sizes allows.
 */
@Repeated
@Timeout(120)
class ResizeFlowTests {

	private static final int TASKS = 5_000;

	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

	@ParameterizedTest
	@EnumSource
	void fromFourToSixteenToOne(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(4, 2 * TASKS)) {
			TunableExecutor executor = (TunableExecutor) started.executor();
			Flow flow = new Flow();
			flow.handOver(executor);
			until(() -> flow.running.get() == 4);
			assertThat(executor.load().running()).isEqualTo(4);
			assertThat(flow.begun).hasValue(4);

			assertThat(executor.resize(new ExecutorSize(16, 16))).isEqualTo(new ExecutorSize(4, 4));
			until(() -> flow.running.get() == 16);
			assertThat(executor.concurrency()).isEqualTo(16);
			assertThat(executor.load().running()).isEqualTo(16);
			assertThat(executor.load().queued()).isEqualTo(TASKS - 16);
			assertThat(flow.begun).hasValue(16);

			assertThat(executor.resize(new ExecutorSize(1, 1))).isEqualTo(new ExecutorSize(16, 16));
			assertThat(executor.concurrency()).isEqualTo(1);
			assertThat(executor.isOvercrowded()).isTrue();
			for (int left = 15; left >= 1; left--) {
				flow.gate.release();
				int running = left;
				until(() -> executor.load().running() == running && flow.running.get() == running);
				assertThat(flow.begun).as("tasks that have begun").hasValue(16);
			}
			assertThat(executor.isOvercrowded()).isFalse();
			assertThat(executor.load().queued()).isEqualTo(TASKS - 16);
			assertThat(flow.most.getAndSet(1)).isEqualTo(16);

			flow.gate.release(TASKS);
			flow.awaitEnd();
			assertThat(flow.most).hasValue(1);
			until(() -> executor.load().running() == 0);
			assertThat(executor.load().completed()).isEqualTo(TASKS);
		}
	}

	@ParameterizedTest
	@EnumSource
	void upAndDownWhileTasksComeAndGo(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(4, 2 * TASKS)) {
			TunableExecutor executor = (TunableExecutor) started.executor();
			Flow flow = new Flow();
			flow.gate.release(TASKS);
			Thread source = new Thread(() -> flow.handOver(executor));
			source.start();
			int[] sizes = { 16, 1, 16, 4, 1 };
			for (int i = 0; flow.end.getCount() > 0; i++) {
				executor.resize(sizes[i % sizes.length]);
			}
			source.join();
			flow.awaitEnd();
			assertThat(flow.most.get()).isBetween(1, 16);
			executor.resize(1);
			until(() -> executor.load().running() == 0);
			assertThat(executor.load().completed()).isEqualTo(TASKS);
		}
	}

	private static void until(BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - start).as("waited in vain").isLessThan(LIMIT_NANOS);
			Thread.yield();
		}
	}

	/** Tasks that end as the gate lets them. */
	private static final class Flow {

		private final Semaphore gate = new Semaphore(0);

		private final AtomicInteger begun = new AtomicInteger();

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final AtomicInteger interrupted = new AtomicInteger();

		private final AtomicIntegerArray runs = new AtomicIntegerArray(TASKS);

		private final CountDownLatch end = new CountDownLatch(TASKS);

		void handOver(TunableExecutor executor) {
			IntStream.range(0, TASKS).forEach((index) -> executor.execute(() -> run(index)));
		}

		private void run(int index) {
			this.begun.incrementAndGet();
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			try {
				this.gate.acquire();
			}
			catch (InterruptedException ex) {
				this.interrupted.incrementAndGet();
			}
			this.runs.incrementAndGet(index);
			this.running.decrementAndGet();
			this.end.countDown();
		}

		void awaitEnd() throws InterruptedException {
			assertThat(this.end.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(IntStream.range(0, TASKS).map(this.runs::get)).containsOnly(1).hasSize(TASKS);
			assertThat(this.interrupted).hasValue(0);
		}

	}

}

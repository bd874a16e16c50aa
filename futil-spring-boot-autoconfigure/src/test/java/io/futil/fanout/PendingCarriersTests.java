package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.futil.Garbage;
import io.futil.fanout.spi.WorkerExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link PendingCarriers}.
 */
class PendingCarriersTests {

	private static final int CALLS = 20;

	private final List<WeakReference<Runnable>> carriers = new ArrayList<>();

	@Test
	void keepNothingThatWasRefused() {
		FanOutOperations fanOut = FanOutTemplate.of((task) -> {
			this.carriers.add(new WeakReference<>(task));
			throw new RejectedExecutionException("full");
		});
		for (int i = 0; i < CALLS; i++) {
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> fanOut.map(List.of(1), (item) -> item));
		}
		assertAllButTheLastAreGone();
	}

	@Test
	void keepNothingThatWasRefusedBehindOneThatWaits() throws Exception {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
		CountDownLatch busy = new CountDownLatch(1);
		pool.execute(() -> await(busy));
		FanOutOperations fanOut = FanOutTemplate.of((task) -> {
			this.carriers.add(new WeakReference<>(task));
			pool.execute(task);
		});
		FanOutFuture<List<Integer>> waits = fanOut.async().map(List.of(1), (item) -> item);
		for (int i = 0; i < CALLS; i++) {
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> fanOut.map(List.of(1), (item) -> item));
		}
		Garbage.awaitCleared(this.carriers.subList(1, this.carriers.size() - 1));
		busy.countDown();
		assertThat(waits.get()).containsExactly(1);
		pool.shutdown();
	}

	/** Where its first success ends a call, nobody looks whether others wait. */
	@Test
	void keepNothingOfRacesThatAreOver() {
		Executor inCaller = (task) -> {
			this.carriers.add(new WeakReference<>(task));
			task.run();
		};
		FanOutOperations fanOut = FanOutTemplate.of(inCaller);
		for (int i = 0; i < CALLS; i++) {
			assertThat(fanOut.firstSuccess(Tasks.of("one", () -> 1)).value()).isEqualTo(1);
		}
		assertAllButTheLastAreGone();
	}

	/** Nobody sweeps again before another call has ended. */
	@Test
	void withdrawAWorkerThatChangesPlacesBehindTheEndOfItsCall() {
		WorkerExecutor own = mock(WorkerExecutor.class);
		PendingCarriers pending = new PendingCarriers(own);
		Worker<?, ?> live = mock();
		Worker<?, ?> over = mock();
		given(over.isDismissed()).willReturn(true);
		Carrier carrier = new Carrier(mock(ExecutorHandle.class), Seat.POOL, live);
		pending.addAccepted(carrier);
		pending.callEnded();
		pending.sweep();
		assertThat(pending.exchange(over)).isSameAs(live);
		pending.sweep();
		verify(own).withdraw(carrier);
		assertThat(carrier.isEmpty()).isTrue();
		assertThat(pending.areThere()).isFalse();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void assertAllButTheLastAreGone() {
		assertThat(this.carriers).hasSizeGreaterThanOrEqualTo(CALLS);
		Garbage.awaitCleared(this.carriers.subList(0, this.carriers.size() - 1));
	}

}

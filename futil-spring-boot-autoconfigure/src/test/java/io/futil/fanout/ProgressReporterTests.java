package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a listener is told, on a clock that stands still.
 */
@Timeout(30)
@Repeated
class ProgressReporterTests {

	private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

	private final ManualClock clock = new ManualClock();

	private final ExecutorService pool = Executors.newFixedThreadPool(1);

	private final Queue<Progress> told = new ConcurrentLinkedQueue<>();

	private final FanOutOperations fanOut = fanOut().onProgress(this.told::add);

	private FanOutOperations fanOut() {
		Engine engine = new Engine(new PlainExecutorLookup(this.pool),
				new FanOutDefaults("io", null, Duration.ofSeconds(1)), Extensions.NONE, new Timer(this.clock));
		return new FanOutTemplate(engine, engine.options().handle(engine.handle(this.pool)));
	}

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	private static List<Integer> items(int number) {
		return IntStream.range(0, number).boxed().toList();
	}

	@Test
	void aShortCallTellsItsEndOnly() {
		this.fanOut.map(items(99), (item) -> {
			this.clock.advance(MILLISECOND);
			return item;
		});
		assertThat(this.told).containsExactly(new Progress(99, 0, 99, Duration.ofMillis(99)));
	}

	@Test
	void aLongCallTellsAHundredMillisecondsApartAtLeast() {
		this.fanOut.map(items(1_000), (item) -> {
			this.clock.advance(MILLISECOND);
			if (item == 150) {
				// The word of the hundredth task may still be on its way.
				awaitTold(1);
			}
			return item;
		});
		List<Progress> told = List.copyOf(this.told);
		assertThat(told).hasSizeBetween(2, 11);
		assertThat(told.get(told.size() - 1)).isEqualTo(new Progress(1_000, 0, 1_000, Duration.ofSeconds(1)));
		for (int i = 0; i < told.size() - 1; i++) {
			Duration before = (i > 0) ? told.get(i - 1).elapsed() : Duration.ZERO;
			assertThat(told.get(i).elapsed()).isGreaterThanOrEqualTo(before.plusMillis(100));
		}
	}

	@Test
	void aCancelledFutureTellsItsEnd() {
		CountDownLatch started = new CountDownLatch(1);
		FanOutFuture<List<Integer>> future = this.fanOut.async().map(items(3), (item) -> {
			if (item == 1) {
				started.countDown();
				new CountDownLatch(1).await();
			}
			return item;
		});
		await(started);
		future.cancel(true);
		awaitTold(1);
		assertThat(this.told).singleElement().satisfies((last) -> assertThat(last.done()).isEqualTo(1));
	}

	@Test
	void aClosedStreamTellsItsEnd() {
		try (var stream = this.fanOut.stream(items(3), (item) -> item)) {
			assertThat(stream.iterator().next()).isZero();
		}
		awaitTold(1);
		assertThat(this.told).singleElement().satisfies((last) -> assertThat(last.total()).isEqualTo(-1));
	}

	@Test
	void aFutureIsCompleteOnceItsEndIsTold() throws Exception {
		for (int i = 0; i < 100; i++) {
			this.told.clear();
			this.fanOut.async().map(items(3), (item) -> item).get();
			assertThat(this.told).hasSize(1);
		}
	}

	private void awaitTold(int number) {
		while (this.told.size() < number) {
			Thread.yield();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

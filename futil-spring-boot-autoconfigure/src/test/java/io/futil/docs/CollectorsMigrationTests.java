package io.futil.docs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.futil.docs.Domain.Image;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.pivovarit.collectors.ParallelCollectors.parallelToStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is told of both sides of the move from parallel-collectors is so.
 */
@Timeout(60)
class CollectorsMigrationTests {

	private static final List<Image> IMAGES = IntStream.range(0, 20).mapToObj((i) -> new Image(10 * i)).toList();

	private static final List<Image> SCALED = IntStream.range(0, 20).mapToObj(Image::new).toList();

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(8, 8, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>());

	private final WithCollectors before = new WithCollectors(this.pool);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void bothDoTheSame() {
		after((after) -> {
			assertThat(after.list(IMAGES, CollectorsMigrationTests::scale)).isEqualTo(SCALED)
				.isEqualTo(this.before.list(IMAGES, CollectorsMigrationTests::scale));
			assertThat(after.set(IMAGES, CollectorsMigrationTests::scale)).containsExactlyInAnyOrderElementsOf(SCALED)
				.isEqualTo(this.before.set(IMAGES, CollectorsMigrationTests::scale));
			assertThat(after.future(IMAGES, CollectorsMigrationTests::scale).join()).isEqualTo(SCALED)
				.isEqualTo(this.before.future(IMAGES, CollectorsMigrationTests::scale).join());
			assertThat(after.firstTwo(IMAGES, CollectorsMigrationTests::scale)).hasSize(2);
			assertThat(this.before.firstTwo(IMAGES, CollectorsMigrationTests::scale)).hasSize(2);
			assertThat(after.ordered(IMAGES, CollectorsMigrationTests::scale)).isEqualTo(SCALED)
				.isEqualTo(this.before.ordered(IMAGES, CollectorsMigrationTests::scale));
			assertThat(after.batches(IMAGES, CollectorsMigrationTests::scale)).isEqualTo(SCALED)
				.isEqualTo(this.before.batches(IMAGES, CollectorsMigrationTests::scale));
		});
		fanOut((fanOut) -> assertThat(new WithoutCollectors(fanOut)
			.futures(List.of(fanOut.submit(() -> new Image(1)), fanOut.submit(() -> new Image(2)))))
			.isEqualTo(this.before
				.futures(List.of(CompletableFuture.completedFuture(new Image(1)),
						CompletableFuture.completedFuture(new Image(2))))
				.join()));
	}

	@Test
	void aFailureIsWrappedBeforeAndThrownAsItIsAfterwards() {
		IllegalStateException down = new IllegalStateException("down");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.before.list(IMAGES, (image) -> {
			throw down;
		})).withCause(down);
		after((after) -> {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> after.list(IMAGES, (image) -> {
				throw down;
			})).isSameAs(down);
		});
		fanOut((fanOut) -> assertThatExceptionOfType(FanOutException.class)
			.isThrownBy(() -> fanOut.map(IMAGES, (image) -> {
				throw new IOException("down");
			}))
			.withCauseInstanceOf(IOException.class));
	}

	/** Whether it comes before the one that fails or behind it. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aFailedFutureEndsTheWaitAndTheSlowOneIsInterrupted(boolean slowFirst) throws InterruptedException {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		IllegalStateException down = new IllegalStateException("down");
		fanOut((fanOut) -> {
			FanOutFuture<Image> slow = fanOut.submit(() -> {
				running.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
				return new Image(1);
			});
			FanOutFuture<Image> broken = fanOut.submit(() -> {
				running.await();
				throw down;
			});
			List<FanOutFuture<Image>> futures = slowFirst ? List.of(slow, broken) : List.of(broken, slow);
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> new WithoutCollectors(fanOut).futures(futures))
				.withCause(down);
			assertThat(slow).isCancelled();
		});
		interrupted.await();
	}

	/** The input is read to its end before; afterwards as far as the window reaches. */
	@Test
	void aStreamThatIsLeftEarlyHasTakenAllOfItsInputBefore() {
		AtomicInteger before = new AtomicInteger();
		List<Image> many = IntStream.range(0, 10_000).mapToObj(Image::new).toList();
		many.stream()
			.peek((image) -> before.incrementAndGet())
			.collect(parallelToStream((image) -> image, this.pool, 8))
			.limit(2)
			.toList();
		assertThat(before).hasValue(10_000);
		fanOut((fanOut) -> {
			AtomicInteger after = new AtomicInteger();
			Iterable<Image> lazy = many.stream().peek((image) -> after.incrementAndGet())::iterator;
			try (var results = fanOut.concurrency(8).asCompleted(lazy, (image) -> image)) {
				assertThat(results.limit(2).toList()).hasSize(2);
			}
			assertThat(after).hasValueLessThanOrEqualTo(20);
		});
	}

	private static Image scale(Image image) {
		return new Image(image.width() / 10);
	}

	private static void after(Consumer<WithoutCollectors> test) {
		fanOut((fanOut) -> test.accept(new WithoutCollectors(fanOut)));
	}

	private static void fanOut(Consumer<FanOutOperations> test) {
		Settings.of("futil.executors.cpu.core-size=8")
			.run((context) -> test.accept(context.getBean(FanOutOperations.class)));
	}

}

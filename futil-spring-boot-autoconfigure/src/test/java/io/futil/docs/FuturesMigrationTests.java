package io.futil.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Users;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is told of both sides of the move from {@code CompletableFuture} is so.
 */
@Timeout(60)
class FuturesMigrationTests {

	private final ThreadPoolExecutor pool = pool(4);

	private final WithFutures before = new WithFutures(this.pool);

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
		MDC.clear();
	}

	@Test
	void allWaitsForAllThoughOneHasFailed() throws Exception {
		CompletableFuture<Quote> failed = CompletableFuture.failedFuture(new IllegalStateException("down"));
		CompletableFuture<Quote> slow = new CompletableFuture<>();
		AsyncQuotes quotes = quotes((symbol) -> symbol.equals("A") ? failed : slow);
		CompletableFuture<List<Quote>> all = CompletableFuture
			.supplyAsync(() -> this.before.all(List.of("A", "B"), quotes));
		assertThat(all).isNotDone();
		slow.complete(new Quote("B"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> all.get(10, TimeUnit.SECONDS))
			.withRootCauseInstanceOf(IllegalStateException.class);
		after((after) -> assertThat(after.all(List.of("B", "A"), new QuoteClient())).extracting(Quote::symbol)
			.containsExactly("B", "A"));
		fanOut((fanOut) -> {
			CountDownLatch running = new CountDownLatch(1);
			CountDownLatch interrupted = new CountDownLatch(1);
			assertThatIllegalStateException().isThrownBy(() -> fanOut.map(List.of(1, 2), (item) -> {
				if (item == 1) {
					running.await();
					throw new IllegalStateException("down");
				}
				running.countDown();
				try {
					this.never.await();
				}
				finally {
					interrupted.countDown();
				}
				return item;
			}));
			assertThat(interrupted.getCount()).isZero();
		});
	}

	@Test
	void anyTakesTheFirstFailureForAnAnswer() throws Exception {
		CompletableFuture<Object> first = CompletableFuture
			.anyOf(CompletableFuture.failedFuture(new IllegalStateException("down")), new CompletableFuture<>());
		assertThat(first).isCompletedExceptionally();
		assertThat(this.before.any(new RateSource("a"), new RateSource("b")).source()).isIn("a", "b");
		after((after) -> assertThat(after.any(new RateSource("a"), new RateSource("b")).source()).isIn("a", "b"));
		fanOut((fanOut) -> assertThat(fanOut.firstSuccess(Tasks.<String>of("broken", () -> {
			throw new IllegalStateException("down");
		}).and("other", () -> "answer")).value()).isEqualTo("answer"));
	}

	@Test
	void aFallbackTakesThePlaceOfAFailure() throws Exception {
		QuoteCache cache = new QuoteCache();
		AsyncQuotes broken = quotes((symbol) -> CompletableFuture.failedFuture(new IllegalStateException()));
		assertThat(this.before.orLast("A", broken, cache).symbol()).isEqualTo("last A");
		after((after) -> assertThat(after.orLast(List.of("A", ""), new QuoteClient(), cache)).extracting(Quote::symbol)
			.containsExactly("A", "last "));
	}

	@Test
	void aTaskThatIsLateGoesOnBehindOrTimeoutAndIsInterruptedByADeadline() throws Exception {
		CountDownLatch ended = new CountDownLatch(1);
		CompletableFuture<Image> late = this.before.within(() -> {
			try {
				this.never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			ended.countDown();
			return new Image(1);
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(late::join)
			.withCauseInstanceOf(TimeoutException.class);
		assertThat(this.pool.getActiveCount()).isEqualTo(1);
		assertThat(ended.getCount()).isEqualTo(1);
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		after((after) -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> after.within(() -> {
			started.countDown();
			try {
				this.never.await();
			}
			finally {
				interrupted.countDown();
			}
			return new Image(1);
		}).get()).withCauseInstanceOf(FanOutTimeoutException.class));
		assertThat(started.getCount() == 1 || interrupted.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void theLoggingContextIsLostAndIsNot() {
		assertThat(this.before.logged()).isEqualTo("shipment null");
		after((after) -> assertThat(after.logged()).isEqualTo("shipment 4711"));
	}

	@Test
	void aPageIsPutTogether() {
		assertThat(this.before.page(7, new Users(), () -> List.of("an ad")).ads()).containsExactly("an ad");
		after((after) -> assertThat(after.page(7, new Users(), () -> {
			throw new IllegalStateException("down");
		}).ads()).isEmpty());
	}

	@Test
	void noMoreThanEightRunAtOnce() {
		List<Image> images = List.of(new Image(1), new Image(2));
		assertThat(this.before.eightAtOnce(images, (image) -> image)).isEqualTo(images);
		after((after) -> {
			AtomicInteger running = new AtomicInteger();
			AtomicInteger most = new AtomicInteger();
			List<Image> many = IntStream.range(0, 200).mapToObj(Image::new).toList();
			assertThat(after.eightAtOnce(many, (image) -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				running.decrementAndGet();
				return image;
			})).isEqualTo(many);
			assertThat(most).hasValueLessThanOrEqualTo(8);
		});
	}

	@Test
	void aPoolOfOneDeadLocksOnATaskThatWaitsForAnother() {
		ThreadPoolExecutor one = pool(1);
		try {
			CompletableFuture<Integer> stuck = new WithFutures(one).nested();
			while (one.getQueue().size() != 1) {
				Thread.onSpinWait();
			}
			assertThat(one.getActiveCount()).isEqualTo(1);
			assertThat(stuck).isNotDone();
			assertThat(new WithFanOut(FanOutTemplate.of(pool(1))).nested().join()).isEqualTo(2);
		}
		finally {
			one.shutdownNow();
		}
	}

	private static AsyncQuotes quotes(Function<String, CompletableFuture<Quote>> answers) {
		return new AsyncQuotes(new QuoteClient()) {

			@Override
			CompletableFuture<Quote> quote(String symbol) {
				return answers.apply(symbol);
			}

		};
	}

	private static ThreadPoolExecutor pool(int size) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	private static void after(Consumer<WithFanOut> test) {
		fanOut((fanOut) -> test.accept(new WithFanOut(fanOut)));
	}

	private static void fanOut(Consumer<FanOutOperations> test) {
		Settings.of().run((context) -> test.accept(context.getBean(FanOutOperations.class)));
	}

}

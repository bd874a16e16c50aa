package io.futil.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.futil.docs.Domain.AdServer;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.Replica;
import io.futil.docs.Domain.Site;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What the pages of verbs show does what they say. That all of it holds for each verb on
 * each kind of executor is tested in {@code io.futil.contract}.
 */
@Timeout(60)
class VerbSnippetTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(4);

	private final FanOutOperations fanOut = FanOutTemplate.of(this.pool);

	private final CountDownLatch never = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void lists() {
		ListVerbs verbs = new ListVerbs(this.fanOut);
		assertThat(verbs.map(List.of("B", "A"))).extracting(Quote::symbol).containsExactly("B", "A");
		assertThat(verbs.mapOrDefault(List.of("four", "", "x"))).containsExactly(4, 0, 1);
		assertThat(verbs.mapOrElse(List.of("A", ""))).extracting(Quote::symbol).containsExactly("A", "last ");
		assertThat(verbs.filter(List.of(new Site("b"), new Site(""), new Site("a")))).extracting(Site::host)
			.containsExactly("b", "a");
		assertThat(verbs.forEach(List.of(new Order(1), new Order(2))).confirmed()).hasSize(2);
		assertThat(verbs.results(List.of("A", "", "B"))).containsExactly(": FAILED after 1");
	}

	@Test
	void aCheckedFailureIsTheCause() {
		assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> new ListVerbs(this.fanOut).map(List.of("")))
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void whatAFallbackThrowsFailsTheCall() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.fanOut.mapOrElse(List.of(1), (item) -> {
			throw new IllegalStateException("task");
		}, (item, failure) -> {
			throw new IllegalArgumentException("fallback");
		}))
			.satisfies((thrown) -> assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage)
				.containsExactly("task"));
	}

	@Test
	void aPredicateAnswersTrueOrFalse() {
		assertThatIllegalStateException().isThrownBy(() -> this.fanOut.filter(List.of(1), (item) -> null))
			.withMessageContaining("item 0");
	}

	@Test
	void atTheDeadlineALazyInputIsToldOfAsFarAsItWasRead() {
		List<TaskResult<Integer, Boolean>> results = this.fanOut.concurrency(1)
			.timeout(Duration.ofMillis(50))
			.results(Stream.of(1, 2, 3)::iterator, this::isStuck);
		assertThat(results).hasSizeLessThanOrEqualTo(1).allMatch((result) -> !result.ok());
		assertThat(this.fanOut.concurrency(1).timeout(Duration.ofMillis(50)).results(List.of(1, 2, 3), this::isStuck))
			.hasSize(3)
			.last()
			.isInstanceOfSatisfying(TaskResult.Failure.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(Reason.NOT_STARTED));
	}

	@Test
	void aFullExecutorRefusesAndVerbsThatSettleTellSo() {
		CountDownLatch end = new CountDownLatch(1);
		ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
		try {
			full.execute(() -> await(end));
			FanOutOperations refused = FanOutTemplate.of(full);
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> refused.map(List.of(1), (item) -> item));
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> refused.asCompleted(List.of(1), (item) -> item).toList());
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> refused.gather((g) -> g.require("a", () -> 1).get()));
			assertThat(refused.<Integer>gather((g) -> g.optional("a", () -> 1).orElse(2).get())).isEqualTo(2);
			assertThat(refused.mapOrDefault(List.of(1, 2), (item) -> item, 0)).containsExactly(0, 0);
			assertThat(refused.results(List.of(1), (item) -> item)).singleElement()
				.isInstanceOfSatisfying(TaskResult.Failure.class,
						(failure) -> assertThat(failure.reason()).isEqualTo(Reason.REJECTED));
			assertThat(refused.submit(() -> 1)).isCompletedExceptionally();
			assertThat(refused.map(List.of(), (item) -> item)).isEmpty();
		}
		finally {
			end.countDown();
			full.shutdown();
		}
	}

	@Test
	void streams() {
		StreamVerbs verbs = new StreamVerbs(this.fanOut);
		Iterable<Order> endless = Stream.iterate(new Order(1), (order) -> new Order(order.number() + 1))::iterator;
		assertThat(verbs.stream(endless)).extracting((parcel) -> parcel.order().number()).containsExactly(1, 2, 3);
		assertThat(verbs.asCompleted(List.of(new Replica("a"), new Replica("broken"), new Replica("c")))).hasSize(2);
	}

	@Test
	void whatTheIteratorThrowsFailsTheCallOfAnyVerb() {
		Iterable<Integer> broken = () -> {
			throw new IllegalStateException("source");
		};
		assertThatIllegalStateException().isThrownBy(() -> this.fanOut.results(broken, (item) -> item))
			.withMessage("source");
		assertThatIllegalStateException().isThrownBy(() -> this.fanOut.mapOrDefault(broken, (item) -> item, 0));
		assertThatIllegalStateException().isThrownBy(() -> this.fanOut.asCompleted(broken, (item) -> item).toList());
	}

	@Test
	void aStreamFailsWhenItHappensAndHandsOverNothingMore() {
		List<Integer> handedOver = new ArrayList<>();
		assertThatIllegalStateException().isThrownBy(() -> this.fanOut.stream(List.of(1, 2), (item) -> {
			if (item == 1) {
				this.never.await();
				return item;
			}
			throw new IllegalStateException("second");
		}).forEach(handedOver::add)).withMessage("second");
		assertThat(handedOver).isEmpty();
	}

	@Test
	void aStreamReadsItsCollectionAtTheTerminalOperation() {
		List<Integer> items = new ArrayList<>(List.of(1));
		try (Stream<Integer> stream = this.fanOut.stream(items, (item) -> item)) {
			items.add(2);
			assertThat(stream.toList()).containsExactly(1, 2);
		}
	}

	@Test
	void namedTasks() {
		NamedTaskVerbs verbs = new NamedTaskVerbs(this.fanOut);
		assertThat(verbs.scatterGather()).containsOnlyKeys("bank", "market").containsKey("bank");
		assertThat(verbs.scatterGather().keySet()).containsExactly("bank", "market");
		assertThat(verbs.scatterGatherResults().values()).allMatch(TaskResult::ok);
		assertThat(verbs.gather(7, new AdServer()).ads()).containsExactly("an ad");
		assertThat(verbs.firstSuccess().name()).isIn("primary", "replica");
	}

	@Test
	void anOptionalBranchThatFailsOrIsLateHasItsFallback() {
		NamedTaskVerbs verbs = new NamedTaskVerbs(this.fanOut);
		assertThat(verbs.gather(7, new AdServer() {

			@Override
			List<String> top() {
				throw new IllegalStateException("down");
			}

		}).ads()).isEmpty();
		assertThat(this.fanOut.timeout(Duration.ofMillis(50)).<Boolean>gather((g) -> {
			var late = g.optional("late", () -> isStuck(1)).orElse(false);
			return late.get();
		})).isFalse();
	}

	@Test
	void aBranchThatNobodyAskedForIsWaitedForIfItIsRequired() {
		CountDownLatch ran = new CountDownLatch(1);
		this.fanOut.gather((g) -> {
			g.require("slow", () -> {
				ran.countDown();
				return 1;
			});
			g.optional("stuck", () -> isStuck(1)).orElse(false);
			return 1;
		});
		assertThat(ran.getCount()).isZero();
	}

	@Test
	void namesAreThereOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tasks.of("a", () -> 1).and("a", () -> 2));
		assertThatIllegalArgumentException().isThrownBy(() -> this.fanOut.gather((g) -> {
			g.require("a", () -> 1);
			return g.require("a", () -> 2).get();
		}));
	}

	@Test
	void futures() throws Exception {
		FutureVerbs verbs = new FutureVerbs(this.fanOut, new QuoteClient());
		assertThat(verbs.submit().get(10, TimeUnit.SECONDS)).isEqualTo("ACME");
		assertThat(verbs.async(List.of("B", "A")).get(10, TimeUnit.SECONDS)).hasSize(2);
		FanOutFuture<Quote> done = this.fanOut.submit(() -> new Quote("done"));
		done.join();
		FanOutFuture<Quote> late = this.fanOut.submit(() -> {
			this.never.await();
			return new Quote("late");
		});
		assertThat(verbs.await(List.of(done, late)).done()).containsExactly(done);
		assertThat(late).isCancelled();
		assertThat(verbs.asCompleted(List.of(done))).extracting(Quote::symbol).containsExactly("done");
	}

	@Test
	void theDeadlineOfACallIsInItsFuture() {
		FanOutFuture<Boolean> late = this.fanOut.timeout(Duration.ofMillis(20)).submit(() -> isStuck(1));
		assertThat(late).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(FanOutTimeoutException.class);
	}

	private boolean isStuck(Integer item) throws InterruptedException {
		this.never.await();
		return true;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

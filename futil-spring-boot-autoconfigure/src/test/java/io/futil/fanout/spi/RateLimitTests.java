package io.futil.fanout.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Limits by a clock that the test winds.
 */
class RateLimitTests {

	private static final long SECOND = 1_000_000_000;

	private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

	/** Where the clock may stand when a limit is made: it may even run over. */
	private static final long[] CLOCKS = { 0, 7_300_000_000L, -5, Long.MAX_VALUE - 12 * SECOND };

	private ManualClock clock = new ManualClock(0);

	// How many start

	@Test
	void aWholePeriodsStartsAreThereAtFirstAndThenTheyComeEvenlyWhereverTheClockStands() {
		for (long start : CLOCKS) {
			this.clock = new ManualClock(start);
			List<Asker> askers = starting(new RateLimit(2, TEN_SECONDS, this.clock), 6);
			finish();
			assertThat(askers).extracting((asker) -> asker.started - start)
				.containsExactly(0L, 0L, 5 * SECOND, 10 * SECOND, 15 * SECOND, 20 * SECOND);
		}
	}

	@Test
	void noneComesBeforeItIsDueWhereNothingDividesEvenly() {
		List<Asker> askers = starting(new RateLimit(3, TEN_SECONDS, this.clock), 9);
		finish();
		assertThat(askers).extracting((asker) -> asker.started)
			.containsExactly(0L, 0L, 0L, 3_333_333_334L, 6_666_666_667L, 10_000_000_000L, 13_333_333_334L,
					16_666_666_667L, 20_000_000_000L);
	}

	@Test
	void thoseThatComeAtOnceAndThoseThatFollowAreTheMostThatAnyPeriodSees() {
		RateLimit limit = new RateLimit(50, Duration.ofSeconds(1), this.clock);
		this.clock.advance(3 * SECOND);
		List<Asker> askers = starting(limit, 200);
		finish();
		assertThat(mostInAPeriod(starts(askers), SECOND)).isEqualTo(99);
	}

	@Test
	void oneAPeriodNeverIsTwo() {
		RateLimit limit = new RateLimit(1, Duration.ofMillis(20), this.clock);
		this.clock.advance(3 * SECOND);
		List<Asker> askers = starting(limit, 200);
		finish();
		assertThat(mostInAPeriod(starts(askers), SECOND / 50)).isEqualTo(1);
		assertThat(mostInAPeriod(starts(askers), SECOND)).isEqualTo(50);
	}

	@Test
	void thirtyThreadsAtOnceStartAllThatMayAndNoMore() throws Exception {
		RateLimit limit = new RateLimit(3, TEN_SECONDS, this.clock);
		Queue<Long> starts = new ConcurrentLinkedQueue<>();
		Random random = new Random(42);
		// Time stands still while the threads are at it.
		CyclicBarrier together = new CyclicBarrier(30, () -> this.clock.advance(random.nextLong(5 * SECOND)));
		AtomicInteger failed = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			Thread thread = new Thread(() -> {
				try {
					askInRounds(limit, starts, together);
				}
				catch (Exception ex) {
					failed.incrementAndGet();
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(failed).hasValue(0);
		limit.proceed();
		assertThat((long) starts.size()).isEqualTo(3 + 3 * this.clock.getAsLong() / (10 * SECOND));
		assertThat(mostInAPeriod(new ArrayList<>(starts), 10 * SECOND)).isEqualTo(5);
	}

	private void askInRounds(RateLimit limit, Queue<Long> starts, CyclicBarrier together) throws Exception {
		Counter counter = new Counter(starts);
		for (int round = 0; round < 300; round++) {
			if (!counter.stands) {
				counter.stands = true;
				limit.ask(counter, Long.MAX_VALUE);
			}
			else {
				limit.proceed();
			}
			together.await();
		}
	}

	// Who waits, and how long

	@Test
	void whoWouldWaitTooLongIsRefusedAtOnceAndHoldsNobodyUp() {
		RateLimit limit = new RateLimit(2, TEN_SECONDS, this.clock);
		starting(limit, 2);
		Asker impatient = new Asker(limit, true);
		assertThat(limit.ask(impatient, 5 * SECOND - 1)).isFalse();
		assertThat(limit.ask(new Asker(limit, true), 5 * SECOND)).isTrue();
		assertThat(limit.ask(impatient, 10 * SECOND - 1)).isFalse();
		assertThat(limit.ask(new Asker(limit, true), 10 * SECOND)).isTrue();
		// More than fit into the bucket.
		assertThat(limit.ask(impatient, 15 * SECOND - 1)).isFalse();
		Asker patient = new Asker(limit, true);
		assertThat(limit.ask(patient, 15 * SECOND)).isTrue();
		finish();
		assertThat(impatient.hasStarted()).isFalse();
		assertThat(impatient.tellings).isZero();
		assertThat(patient.started).isEqualTo(15 * SECOND);
		assertThat(limit.ask(impatient, -1)).isFalse();
	}

	@Test
	void whatIsKeptForOthersIsNotCountedOn() {
		RateLimit limit = new RateLimit(2, TEN_SECONDS, this.clock);
		waiting(limit, 2);
		assertThat(limit.ask(new Asker(limit, true), 5 * SECOND - 1)).isFalse();
		assertThat(limit.ask(new Asker(limit, true), 5 * SECOND)).isTrue();
	}

	@Test
	void whoLeavesTheLineLetsTheNextOnesMoveUp() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		List<Asker> askers = starting(limit, 4);
		limit.leave(askers.get(1));
		limit.leave(askers.get(2));
		finish();
		assertThat(askers).extracting(Asker::hasStarted).containsExactly(true, false, false, true);
		assertThat(askers.get(3).started).isEqualTo(Duration.ofHours(1).toNanos());
	}

	@Test
	void whoWasToldInVainMakesNobodyComeBackMoreOften() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		starting(limit, 1);
		for (Asker asker : List.of(new Asker(limit, true), new Asker(limit, true), new Asker(limit, true))) {
			limit.ask(asker, Long.MAX_VALUE);
			limit.leave(asker);
		}
		List<Asker> askers = starting(limit, 3);
		finish();
		assertThat(askers).extracting((asker) -> asker.tellings).containsExactly(1, 1, 1);
	}

	// What was granted

	@Test
	void aGrantThatIsGivenBackGoesToTheFirstInLine() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		List<Asker> askers = waiting(limit, 3);
		RateLimit.Grant first = askers.get(0).take();
		first.giveBack();
		assertThat(askers).extracting(Asker::isGranted).containsExactly(false, true, false);
		// Once is enough.
		first.giveBack();
		assertThat(askers.get(2).isGranted()).isFalse();
	}

	@Test
	void aStartThatComesToNothingIsAsIfItHadNotBeen() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		RateLimit.Grant first = waiting(limit, 1).get(0).take();
		assertThat(first.renew()).isTrue();
		List<Asker> others = starting(limit, 2);
		this.clock.advance(5);
		assertThat(others.get(0).hasStarted()).isFalse();
		first.giveBack();
		finish();
		assertThat(others).extracting((asker) -> asker.started).containsExactly(5L, 5L + Duration.ofHours(1).toNanos());
	}

	@Test
	void aGrantThatIsUsedLateCountsFromThen() {
		RateLimit limit = new RateLimit(2, TEN_SECONDS, this.clock);
		List<Asker> askers = waiting(limit, 2);
		List<Asker> others = starting(limit, 2);
		this.clock.advance(9 * SECOND);
		RateLimit.Grant late = askers.get(0).take();
		assertThat(late.renew()).isTrue();
		late.use();
		assertThat(others.get(0).hasStarted()).isFalse();
		finish();
		// What was kept for the second one is free by then.
		assertThat(others).extracting((asker) -> asker.started).containsExactly(10 * SECOND, 14 * SECOND);
	}

	@Test
	void aGrantThatIsTakenUpTooLateIsToBeHadAgainBeforeAllOthers() {
		RateLimit limit = new RateLimit(1, TEN_SECONDS, this.clock);
		Asker late = waiting(limit, 1).get(0);
		List<Asker> others = starting(limit, 2);
		this.clock.advance(10 * SECOND);
		limit.proceed();
		assertThat(others.get(0).started).isEqualTo(10 * SECOND);
		this.clock.advance(SECOND);
		assertThat(late.take().renew()).isFalse();
		this.clock.advance(9 * SECOND);
		limit.proceed();
		assertThat(late.isGranted()).isTrue();
		assertThat(others.get(1).hasStarted()).isFalse();
	}

	@Test
	void whatGotStuckForAPeriodBeforeItStartedIsMadeUpForByThoseBehind() {
		RateLimit limit = new RateLimit(1, TEN_SECONDS, this.clock);
		RateLimit.Grant stuck = waiting(limit, 1).get(0).take();
		assertThat(stuck.renew()).isTrue();
		List<Asker> others = starting(limit, 2);
		this.clock.advance(10 * SECOND);
		limit.proceed();
		assertThat(others.get(0).started).isEqualTo(10 * SECOND);
		this.clock.advance(SECOND);
		stuck.use();
		finish();
		assertThat(others.get(1).started).isEqualTo(30 * SECOND);
	}

	/** Askers who come, leave, dawdle and give back at random. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void whateverHappensNoPeriodSeesMoreAndNobodyWaitsInVain(long seed) {
		Random random = new Random(seed);
		int permits = 1 + random.nextInt((seed % 2 == 0) ? 3 : 20);
		long period = permits + random.nextInt(1_000);
		RateLimit limit = new RateLimit(permits, Duration.ofNanos(period), this.clock);
		List<Long> starts = new ArrayList<>();
		List<Asker> standing = new ArrayList<>();
		for (int step = 0; step < 20_000; step++) {
			switch (random.nextInt(6)) {
				case 0, 1 -> {
					Asker asker = new Asker(limit, false);
					if (limit.ask(asker, random.nextInt(5) * period)) {
						standing.add(asker);
					}
				}
				case 2 -> this.clock.advance(random.nextLong(1 + 2 * period / permits));
				case 3 -> this.clock.next();
				case 4 -> {
					if (!standing.isEmpty() && random.nextInt(10) == 0) {
						standing.remove(random.nextInt(standing.size())).close();
					}
				}
				default -> {
					List<Asker> granted = standing.stream().filter(Asker::isGranted).toList();
					if (!granted.isEmpty()) {
						use(granted.get(random.nextInt(granted.size())), random.nextInt(4) == 0, starts, standing);
					}
				}
			}
		}
		do {
			standing.stream().filter(Asker::isGranted).toList().forEach((asker) -> use(asker, false, starts, standing));
		}
		while (this.clock.next());
		assertThat(standing).isEmpty();
		assertThat(starts).hasSizeGreaterThan(100);
		assertThat(mostInAPeriod(starts, period)).isLessThanOrEqualTo(2 * permits - 1);
	}

	/** What was taken up in vain is given back some time later. */
	private void use(Asker asker, boolean inVain, List<Long> starts, List<Asker> standing) {
		RateLimit.Grant grant = asker.take();
		if (grant.renew()) {
			standing.remove(asker);
			if (inVain) {
				this.clock.in(standing.size(), grant::giveBack);
			}
			else {
				grant.use();
				starts.add(this.clock.getAsLong());
			}
		}
	}

	// The settings

	@Test
	void longPeriodsAndManyStartsBreakNothing() {
		RateLimit forEver = new RateLimit(1, Duration.ofSeconds(Long.MAX_VALUE), this.clock);
		assertThat(starting(forEver, 100)).filteredOn(Asker::hasStarted).hasSize(1);
		assertThat(forEver.ask(new Asker(forEver, true), Long.MAX_VALUE / 2 - 1)).isFalse();
		RateLimit many = new RateLimit(Integer.MAX_VALUE, Duration.ofNanos(1), this.clock);
		assertThat(starting(many, 1_000)).allMatch(Asker::hasStarted);
		RateLimit manyInLong = new RateLimit(Integer.MAX_VALUE, Duration.ofDays(100_000), this.clock);
		assertThat(starting(manyInLong, 1_000)).allMatch(Asker::hasStarted);
	}

	@Test
	void aRateThatMakesNoSenseIsRefused() {
		for (Duration period : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, period))
				.withMessageContaining(" in " + DurationText.of(period) + " makes no sense");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1)));
	}

	@Test
	void aThousandLimitsNeedNoThread() {
		int threads = Thread.activeCount();
		for (int i = 0; i < 1_000; i++) {
			RateLimit limit = new RateLimit(1, Duration.ofNanos(1));
			limit.ask(new Counter(new ConcurrentLinkedQueue<>()), Long.MAX_VALUE);
			limit.ask(new Counter(new ConcurrentLinkedQueue<>()), Long.MAX_VALUE);
		}
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
	}

	/** Askers who start as soon as they may. */
	private List<Asker> starting(RateLimit limit, int number) {
		return askers(limit, number, true);
	}

	/** Askers who only take what they are granted. */
	private List<Asker> waiting(RateLimit limit, int number) {
		return askers(limit, number, false);
	}

	private List<Asker> askers(RateLimit limit, int number, boolean eager) {
		List<Asker> askers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Asker asker = new Asker(limit, eager);
			assertThat(limit.ask(asker, Long.MAX_VALUE)).isTrue();
			askers.add(asker);
		}
		return askers;
	}

	private void finish() {
		while (this.clock.next()) {
			// As it comes.
		}
	}

	private static List<Long> starts(List<Asker> askers) {
		return askers.stream().map((asker) -> asker.started).toList();
	}

	/** How many of them the fullest period saw, wherever one begins to count. */
	private static int mostInAPeriod(List<Long> starts, long period) {
		List<Long> sorted = starts.stream().sorted().toList();
		int most = 0;
		int first = 0;
		for (int i = 0; i < sorted.size(); i++) {
			while (sorted.get(i) - sorted.get(first) >= period) {
				first++;
			}
			most = Math.max(most, i - first + 1);
		}
		return most;
	}

	/** Comes back as it is told to. */
	private final class Asker implements RateLimit.Waiter {

		private final RateLimit limit;

		private final boolean eager;

		private RateLimit.@Nullable Grant grant;

		private long started = Long.MIN_VALUE;

		private int tellings;

		private Asker(RateLimit limit, boolean eager) {
			this.limit = limit;
			this.eager = eager;
		}

		/** The grant is out of its hands. */
		private RateLimit.Grant take() {
			RateLimit.Grant grant = Objects.requireNonNull(this.grant);
			this.grant = null;
			return grant;
		}

		private boolean isGranted() {
			return this.grant != null;
		}

		private boolean hasStarted() {
			return this.started != Long.MIN_VALUE;
		}

		private void close() {
			this.limit.leave(this);
			if (this.grant != null) {
				this.grant.giveBack();
			}
		}

		@Override
		public void granted(RateLimit.Grant grant) {
			assertThat(isGranted() || hasStarted()).isFalse();
			if (!this.eager) {
				this.grant = grant;
			}
			else if (grant.renew()) {
				grant.use();
				this.started = RateLimitTests.this.clock.getAsLong();
			}
		}

		@Override
		public void comeBackIn(long nanos, Runnable comeBack) {
			this.tellings++;
			RateLimitTests.this.clock.in(nanos, comeBack);
		}

	}

	/** Starts as soon as it may and notes when; somebody else comes back. */
	private final class Counter implements RateLimit.Waiter {

		private final Queue<Long> starts;

		private volatile boolean stands;

		private Counter(Queue<Long> starts) {
			this.starts = starts;
		}

		@Override
		public void granted(RateLimit.Grant grant) {
			if (grant.renew()) {
				grant.use();
				this.starts.add(RateLimitTests.this.clock.getAsLong());
				this.stands = false;
			}
		}

		@Override
		public void comeBackIn(long nanos, Runnable comeBack) {
		}

	}

}

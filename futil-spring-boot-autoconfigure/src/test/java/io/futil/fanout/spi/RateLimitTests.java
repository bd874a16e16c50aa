package io.futil.fanout.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

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

	/** Where the clock may stand when a limit is made: it may even run over. */
	private static final long[] STARTS = { 0, 7_300_000_000L, -5, Long.MAX_VALUE - 25 * SECOND };

	private ManualClock clock = new ManualClock(0);

	@Test
	void aWholePeriodsPermitsAreThereFromTheStartWhereverTheClockStands() {
		for (long start : STARTS) {
			this.clock = new ManualClock(start);
			RateLimit limit = new RateLimit(3, Duration.ofSeconds(10), this.clock);
			List<Asker> askers = askers(limit, 7);
			while (this.clock.next()) {
				// As it comes.
			}
			assertThat(askers).extracting((asker) -> asker.granted - start)
				.containsExactly(0L, 0L, 0L, 10 * SECOND, 10 * SECOND, 10 * SECOND, 20 * SECOND);
		}
	}

	@Test
	void noStretchOfTimeSeesMoreWhereverOneBeginsToCount() {
		RateLimit limit = new RateLimit(3, Duration.ofSeconds(10), this.clock);
		// What others do: three shortly before the end of one period and three behind it.
		this.clock.advance(9 * SECOND);
		List<Asker> askers = askers(limit, 6);
		while (this.clock.next()) {
			// As it comes.
		}
		assertThat(askers).extracting((asker) -> asker.granted)
			.containsExactly(9 * SECOND, 9 * SECOND, 9 * SECOND, 19 * SECOND, 19 * SECOND, 19 * SECOND);
	}

	@Test
	void thirtyThreadsThatAskAtOnceGetThreeInAPeriod() throws Exception {
		RateLimit limit = new RateLimit(3, Duration.ofSeconds(10), this.clock);
		CountDownLatch together = new CountDownLatch(30);
		AtomicInteger granted = new AtomicInteger();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			Thread thread = new Thread(() -> {
				together.countDown();
				await(together);
				limit.ask(new Counter(granted), Long.MAX_VALUE);
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		for (int period = 1; period <= 10; period++) {
			assertThat(granted).hasValue(3 * period);
			this.clock.advance(10 * SECOND - 1);
			limit.comeBack();
			assertThat(granted).hasValue(3 * period);
			this.clock.advance(1);
			limit.comeBack();
		}
		assertThat(granted).hasValue(30);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whoWouldWaitTooLongIsRefusedAtOnceAndHoldsNobodyUp() {
		RateLimit limit = new RateLimit(2, Duration.ofSeconds(10), this.clock);
		askers(limit, 3);
		Asker impatient = new Asker(limit);
		assertThat(limit.ask(impatient, 10 * SECOND - 1)).isFalse();
		assertThat(limit.ask(new Asker(limit), 10 * SECOND)).isTrue();
		// The two before it take all of the next period.
		assertThat(limit.ask(impatient, 20 * SECOND - 1)).isFalse();
		Asker patient = new Asker(limit);
		assertThat(limit.ask(patient, 20 * SECOND)).isTrue();
		while (this.clock.next()) {
			// As it comes.
		}
		assertThat(impatient.isGranted()).isFalse();
		assertThat(patient.granted).isEqualTo(20 * SECOND);
		assertThat(limit.ask(impatient, -1)).isFalse();
	}

	@Test
	void whoLeavesTheLineLetsTheNextOnesMoveUp() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		List<Asker> askers = askers(limit, 4);
		limit.leave(askers.get(1));
		limit.leave(askers.get(2));
		this.clock.next();
		assertThat(askers).extracting(Asker::isGranted).containsExactly(true, false, false, true);
		assertThat(askers.get(3).granted).isEqualTo(Duration.ofHours(1).toNanos());
	}

	@Test
	void aPermitThatIsGivenBackGoesToTheFirstInLine() {
		RateLimit limit = new RateLimit(1, Duration.ofHours(1), this.clock);
		List<Asker> askers = askers(limit, 3);
		this.clock.advance(5);
		limit.giveBack(askers.get(0).granted);
		assertThat(askers).extracting(Asker::isGranted).containsExactly(true, true, false);
		assertThat(askers.get(1).granted).isEqualTo(5);
		// Once is enough: it counts no more.
		limit.giveBack(askers.get(0).granted);
		assertThat(askers.get(2).isGranted()).isFalse();
	}

	@Test
	void aPermitThatIsUsedLateCountsFromThen() {
		RateLimit limit = new RateLimit(2, Duration.ofSeconds(10), this.clock);
		List<Asker> askers = askers(limit, 3);
		this.clock.advance(9 * SECOND);
		assertThat(limit.use(askers.get(0), askers.get(0).granted)).isEqualTo(9 * SECOND);
		this.clock.advance(SECOND);
		limit.comeBack();
		// That of the second one has become old, that of the first has not.
		assertThat(askers.get(2).granted).isEqualTo(10 * SECOND);
		Asker last = new Asker(limit);
		limit.ask(last, Long.MAX_VALUE);
		assertThat(last.isGranted()).isFalse();
		this.clock.advance(9 * SECOND);
		limit.comeBack();
		assertThat(last.granted).isEqualTo(19 * SECOND);
	}

	@Test
	void aPermitThatIsUsedTooLateIsToBeHadAgainBeforeAllOthers() {
		RateLimit limit = new RateLimit(1, Duration.ofSeconds(10), this.clock);
		List<Asker> askers = askers(limit, 3);
		this.clock.advance(10 * SECOND);
		limit.comeBack();
		assertThat(askers.get(1).granted).isEqualTo(10 * SECOND);
		this.clock.advance(SECOND);
		askers.get(0).granted = Asker.NOT_YET;
		assertThat(limit.use(askers.get(0), 0)).isEqualTo(RateLimit.NONE);
		this.clock.advance(9 * SECOND);
		limit.comeBack();
		assertThat(askers.get(0).granted).isEqualTo(20 * SECOND);
		assertThat(askers.get(2).isGranted()).isFalse();
	}

	/** Askers who come, leave, dawdle and give back at random, against a plain list. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void whateverHappensNoPeriodSeesMoreAndNobodyWaitsInVain(long seed) {
		Random random = new Random(seed);
		int permits = 1 + random.nextInt(20);
		long period = 1 + random.nextInt(1_000);
		RateLimit limit = new RateLimit(permits, Duration.ofNanos(period), this.clock);
		List<Long> starts = new ArrayList<>();
		List<Asker> granted = new ArrayList<>();
		List<Asker> standing = new ArrayList<>();
		for (int step = 0; step < 20_000; step++) {
			switch (random.nextInt(6)) {
				case 0, 1 -> {
					Asker asker = new Asker(limit);
					if (limit.ask(asker, random.nextInt(5) * period)) {
						standing.add(asker);
					}
				}
				case 2 -> this.clock.advance(random.nextLong(1 + period / permits));
				case 3 -> this.clock.next();
				case 4 -> {
					if (!standing.isEmpty() && random.nextInt(10) == 0) {
						Asker leaver = standing.remove(random.nextInt(standing.size()));
						limit.leave(leaver);
						if (leaver.isGranted()) {
							limit.giveBack(leaver.granted);
						}
					}
				}
				default -> {
					standing.stream().filter(Asker::isGranted).forEach(granted::add);
					standing.removeIf(Asker::isGranted);
					if (!granted.isEmpty()) {
						use(limit, granted.remove(random.nextInt(granted.size())), starts, standing);
					}
				}
			}
		}
		while (this.clock.next()) {
			standing.stream().filter(Asker::isGranted).toList().forEach((asker) -> {
				standing.remove(asker);
				use(limit, asker, starts, standing);
			});
		}
		assertThat(standing).noneMatch((asker) -> !asker.isGranted());
		assertThat(starts).hasSizeGreaterThan(100);
		for (int i = permits; i < starts.size(); i++) {
			assertThat(starts.get(i) - starts.get(i - permits)).as("start " + i).isGreaterThanOrEqualTo(period);
		}
	}

	private void use(RateLimit limit, Asker asker, List<Long> starts, List<Asker> standing) {
		long moment = asker.granted;
		asker.granted = Asker.NOT_YET;
		if (limit.use(asker, moment) != RateLimit.NONE) {
			starts.add(this.clock.getAsLong());
		}
		else {
			standing.add(asker);
		}
	}

	@Test
	void longPeriodsAndManyPermitsBreakNothing() {
		RateLimit forEver = new RateLimit(1, Duration.ofSeconds(Long.MAX_VALUE), this.clock);
		List<Asker> askers = askers(forEver, 100);
		assertThat(askers).filteredOn(Asker::isGranted).hasSize(1);
		assertThat(forEver.ask(new Asker(forEver), Long.MAX_VALUE / 2 - 1)).isFalse();
		RateLimit many = new RateLimit(Integer.MAX_VALUE, Duration.ofNanos(1), this.clock);
		assertThat(askers(many, 1_000)).allMatch(Asker::isGranted);
	}

	@Test
	void aRateThatMakesNoSenseIsRefused() {
		for (Duration period : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(1, period))
				.withMessageContaining(period.toString());
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1)));
	}

	@Test
	void aThousandLimitsNeedNoThread() {
		int threads = Thread.activeCount();
		for (int i = 0; i < 1_000; i++) {
			RateLimit limit = new RateLimit(1, Duration.ofNanos(1));
			limit.ask(new Counter(new AtomicInteger()), Long.MAX_VALUE);
			limit.ask(new Counter(new AtomicInteger()), Long.MAX_VALUE);
		}
		assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
	}

	private List<Asker> askers(RateLimit limit, int number) {
		List<Asker> askers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Asker asker = new Asker(limit);
			assertThat(limit.ask(asker, Long.MAX_VALUE)).isTrue();
			askers.add(asker);
		}
		return askers;
	}

	/** Comes back as it is told to. */
	private final class Asker implements RateLimit.Waiter {

		private static final long NOT_YET = Long.MIN_VALUE;

		private final RateLimit limit;

		private long granted = NOT_YET;

		private Asker(RateLimit limit) {
			this.limit = limit;
		}

		private boolean isGranted() {
			return this.granted != NOT_YET;
		}

		@Override
		public void granted(long moment) {
			assertThat(isGranted()).isFalse();
			this.granted = moment;
		}

		@Override
		public void comeBackIn(long nanos) {
			RateLimitTests.this.clock.in(nanos, this.limit::comeBack);
		}

	}

	/** Counts what is granted; somebody else comes back. */
	private record Counter(AtomicInteger granted) implements RateLimit.Waiter {

		@Override
		public void granted(long moment) {
			this.granted.incrementAndGet();
		}

		@Override
		public void comeBackIn(long nanos) {
		}

	}

}

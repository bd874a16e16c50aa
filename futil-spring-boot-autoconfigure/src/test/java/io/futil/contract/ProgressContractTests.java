package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.Progress;
import io.futil.fanout.RetrySettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 12, where it is about progress: what is told, and that who is told holds nobody up.
 */
@ContractTest
class ProgressContractTests {

	/** After this long a task that ends is told of. */
	private static final long INTERVAL = Duration.ofMillis(100).toNanos();

	static Stream<Combo> all() {
		return Combo.of((verb) -> verb != Verb.SUBMIT, (kind) -> true);
	}

	static Stream<Combo> settling() {
		return Combo.of((verb) -> verb.is(Trait.SETTLES) || verb.is(Trait.KEEPS_FAILURES), (kind) -> true);
	}

	static Stream<Combo> failingFast() {
		return Combo.of((verb) -> verb.is(Trait.FAILS_FAST), (kind) -> true);
	}

	static Stream<Combo> tellingAll() {
		return Combo.of((verb) -> verb != Verb.SUBMIT && !verb.is(Trait.RACES), (kind) -> true);
	}

	static Stream<Combo> some() {
		return Combo.of((verb) -> verb != Verb.SUBMIT && !verb.is(Trait.RACES),
				(kind) -> kind == ExecutorKind.POOL_OF_1 || kind == ExecutorKind.WORKER || kind == ExecutorKind.DIRECT);
	}

	static Stream<Combo> few() {
		return Combo.of((verb) -> verb == Verb.MAP || verb == Verb.ASYNC_MAP || verb == Verb.STREAM,
				(kind) -> kind == ExecutorKind.POOL_OF_1 || kind == ExecutorKind.WORKER);
	}

	@ParameterizedTest
	@MethodSource("all")
	void theEndIsToldBeforeTheCallReturns(Combo combo) throws Exception {
		combo.run((lab) -> {
			Diary diary = new Diary();
			lab.call(combo.verb(), lab.fanOut().onProgress(diary), Lab.range(20), (item) -> item).get();
			Progress last = diary.last();
			if (combo.verb().is(Trait.RACES)) {
				assertThat(last.done()).isBetween(1L, 20L);
			}
			else {
				assertThat(last.done()).isEqualTo(20);
			}
			assertThat(last.failed()).isZero();
			boolean unknown = combo.verb().is(Trait.STREAMS) || combo.verb() == Verb.GATHER
					|| combo.verb() == Verb.GATHER_OPTIONAL;
			assertThat(last.total()).isEqualTo(unknown ? -1 : 20);
		});
	}

	@ParameterizedTest
	@MethodSource("settling")
	void failuresAreDoneToo(Combo combo) throws Exception {
		combo.run((lab) -> {
			Diary diary = new Diary();
			lab.call(combo.verb(), lab.fanOut().onProgress(diary), Lab.range(20), (item) -> {
				if (item instanceof Integer number && number % 4 == 0) {
					throw new IllegalStateException();
				}
				return item;
			}).get();
			assertThat(diary.last().done()).isEqualTo(20);
			assertThat(diary.last().failed()).isEqualTo(5);
		});
	}

	@ParameterizedTest
	@MethodSource("failingFast")
	void aCallThatFailsTellsItsEnd(Combo combo) throws Exception {
		combo.run((lab) -> {
			Diary diary = new Diary();
			RuntimeException thrown = new IllegalStateException();
			assertThat(lab.call(combo.verb(), lab.fanOut().onProgress(diary), Lab.range(20), (item) -> {
				if (Integer.valueOf(3).equals(item)) {
					throw thrown;
				}
				return item;
			}).failure()).isSameAs(thrown);
			assertThat(diary.last().failed()).isEqualTo(1);
			assertThat(diary.last().done()).isBetween(1L, 20L);
		});
	}

	@ParameterizedTest
	@MethodSource("tellingAll")
	void aTaskCountsOnceHoweverManyAttempts(Combo combo) throws Exception {
		combo.run((lab) -> {
			Diary diary = new Diary();
			AtomicInteger attempts = new AtomicInteger();
			lab.call(combo.verb(),
					lab.fanOut().retry(RetrySettings.maxAttempts(10).delay(Duration.ZERO)).onProgress(diary),
					Lab.range(10), (item) -> {
						if (attempts.incrementAndGet() % 2 == 1) {
							throw new IllegalStateException();
						}
						return item;
					})
				.await();
			assertThat(attempts.get()).isGreaterThan(10);
			assertThat(diary.last().done()).isLessThanOrEqualTo(10);
		});
	}

	@ParameterizedTest
	@MethodSource("some")
	void aListenerThatBlocksHoldsUpNoTask(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(),
					lab.fanOut().onProgress((progress) -> gate.passStubbornly()), Lab.range(10), (item) -> {
						long begun = System.nanoTime();
						Await.until("it is time to tell", () -> System.nanoTime() - begun > INTERVAL);
						return item;
					});
			gate.awaitArrivals(1);
			Await.until("all tasks have run", () -> lab.started() == 10 && lab.running() == 0);
			assertThat(gate.isOpen()).isFalse();
			gate.open();
			caller.get();
		});
	}

	@ParameterizedTest
	@MethodSource("few")
	void aListenerThatBlocksForEverIsLeftBehindAndInterrupted(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab
				.call(combo.verb(), lab.fanOut().onProgress((progress) -> pass(gate)), Lab.range(3), (item) -> item)
				.get()).isEqualTo(Lab.range(3));
			assertThat(gate.isOpen()).isFalse();
			gate.awaitInterrupts(1);
			assertThat(gate.arrived()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@MethodSource("few")
	void aListenerThatBlocksHoldsUpNoDeadline(Combo combo) throws Exception {
		// As long as it takes on this machine for the listener to be told in time.
		for (Duration timeout = Duration.ofMillis(200); !endsBesideTheListener(combo, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean endsBesideTheListener(Combo combo, Duration timeout) throws Exception {
		try (Lab lab = new Lab(combo.kind())) {
			Gate listener = lab.gate();
			Gate tasks = lab.gate();
			Caller<?> caller = lab.call(combo.verb(),
					lab.fanOut().timeout(timeout).onProgress((progress) -> listener.passStubbornly()), Lab.range(3),
					(item) -> {
						if (Integer.valueOf(0).equals(item)) {
							// From here on: the call itself has begun before.
							long begun = System.nanoTime();
							Await.until("it is time to tell", () -> System.nanoTime() - begun > INTERVAL);
						}
						else {
							tasks.pass();
						}
						return item;
					});
			assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
			assertThat(listener.isOpen()).isFalse();
			return listener.arrived() == 1;
		}
	}

	@ParameterizedTest
	@MethodSource("tellingAll")
	void nothingIsToldBehindTheDeadline(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Diary diary = new Diary();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().timeout(Duration.ofMillis(10)).onProgress(diary),
					Lab.range(3), (item) -> {
						gate.pass();
						return item;
					});
			caller.await();
			gate.awaitInterrupts(gate.arrived());
			assertThat(diary.told).isEmpty();
		});
	}

	private static void pass(Gate gate) {
		try {
			gate.pass();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A listener that looks whether what it is told makes sense. */
	private static final class Diary implements Consumer<Progress> {

		private final Queue<Progress> told = new ConcurrentLinkedQueue<>();

		private final AtomicReference<@Nullable Progress> last = new AtomicReference<>();

		private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

		private final AtomicInteger inside = new AtomicInteger();

		@Override
		public void accept(Progress progress) {
			if (this.inside.incrementAndGet() != 1) {
				this.complaints.add("two at once");
			}
			Progress before = this.last.getAndSet(progress);
			if (before != null && (before.done() > progress.done() || before.failed() > progress.failed()
					|| before.elapsed().compareTo(progress.elapsed()) > 0)) {
				this.complaints.add(progress + " after " + before);
			}
			if (progress.failed() > progress.done() || progress.total() != -1 && progress.done() > progress.total()) {
				this.complaints.add("Nonsense: " + progress);
			}
			this.told.add(progress);
			this.inside.decrementAndGet();
		}

		Progress last() {
			assertThat(this.complaints).isEmpty();
			Progress last = this.last.get();
			if (last == null) {
				throw new AssertionError("Nothing was told");
			}
			return last;
		}

	}

}

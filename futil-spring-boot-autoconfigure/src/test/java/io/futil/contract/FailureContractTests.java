package io.futil.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 2: the first failure ends the call.
 */
@ContractTest
class FailureContractTests {

	private static final int MOST_SUPPRESSED = 8;

	static Stream<Combo> failFast() {
		return Combo.of((verb) -> verb.is(Trait.FAILS_FAST), (kind) -> true);
	}

	static Stream<Combo> failFastInParallel() {
		return Combo.of((verb) -> verb.is(Trait.FAILS_FAST), (kind) -> kind.threads > 1);
	}

	@ParameterizedTest
	@MethodSource("failFast")
	void uncheckedFailuresAndErrorsArriveAsTheSameInstance(Combo combo) throws Exception {
		for (Throwable thrown : List.of(new IllegalStateException("unchecked"), new AssertionError("error"),
				new StackOverflowError(), new NoClassDefFoundError("missing"))) {
			combo.run((lab) -> assertThat(lab.call(combo.verb(), Lab.range(10), throwingAt(3, thrown)).failure())
				.isSameAs(thrown));
		}
	}

	@ParameterizedTest
	@MethodSource("failFast")
	void aCheckedFailureArrivesAsTheCause(Combo combo) throws Exception {
		Throwable thrown = new IOException("checked");
		combo.run((lab) -> assertThat(lab.call(combo.verb(), Lab.range(10), throwingAt(3, thrown)).failure())
			.isExactlyInstanceOf(FanOutException.class)
			.cause()
			.isSameAs(thrown));
	}

	@ParameterizedTest
	@MethodSource("failFast")
	void theInstanceMayBeThrownByAllTasksAndBeItsOwnCausesCause(Combo combo) throws Exception {
		RuntimeException thrown = new IllegalStateException("of all");
		RuntimeException cause = new IllegalStateException("cause", thrown);
		thrown.initCause(cause);
		combo.run((lab) -> {
			CyclicBarrier barrier = new CyclicBarrier(lab.kind().threads);
			assertThat(lab.call(combo.verb(), Lab.range(lab.kind().threads), (item) -> {
				barrier.await();
				throw thrown;
			}).failure()).isSameAs(thrown);
		});
		assertThat(thrown.getSuppressed()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void otherFailuresAreSuppressedUpToABound(Combo combo) throws Exception {
		combo.run((lab) -> {
			CyclicBarrier barrier = new CyclicBarrier(lab.kind().threads);
			Throwable failure = lab.call(combo.verb(), Lab.range(lab.kind().threads), (item) -> {
				RuntimeException thrown = new IllegalStateException("task " + item);
				for (int i = 0; i < MOST_SUPPRESSED - 1; i++) {
					thrown.addSuppressed(new IllegalStateException("own"));
				}
				barrier.await();
				throw thrown;
			}).failure();
			assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("task ");
			assertThat(failure.getSuppressed()).hasSizeBetween(MOST_SUPPRESSED - 1, MOST_SUPPRESSED);
		});
	}

	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void whatManyTasksThrowIsSuppressedOnce(Combo combo) throws Exception {
		combo.run((lab) -> {
			IOException many = new IOException("of many");
			CyclicBarrier barrier = new CyclicBarrier(lab.kind().threads);
			Throwable failure = lab.call(combo.verb(), Lab.range(lab.kind().threads), (item) -> {
				barrier.await();
				if (Integer.valueOf(0).equals(item)) {
					throw new IOException("of one");
				}
				throw many;
			}).failure();
			assertThat(failure).isExactlyInstanceOf(FanOutException.class).hasCauseInstanceOf(IOException.class);
			assertThat(failure.getSuppressed()).hasSizeLessThanOrEqualTo(1);
		});
	}

	/**
	 * One that fails for a reason of its own, though interrupted, has something to say.
	 */
	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void whatAnInterruptedTaskThrowsIsSuppressedUnlessItIsTheInterrupt(Combo combo) throws Exception {
		for (Exception later : List.of(new IllegalStateException("own"), new InterruptedException("told"))) {
			combo.run((lab) -> {
				Gate gate = lab.gate();
				Throwable failure = lab.call(combo.verb(), Lab.range(2), (item) -> {
					if (Integer.valueOf(0).equals(item)) {
						try {
							gate.pass();
						}
						catch (InterruptedException ex) {
							throw later;
						}
						return item;
					}
					gate.awaitArrivals(1);
					throw new IllegalStateException("first");
				}).failure();
				assertThat(failure).hasMessage("first");
				assertThat(failure.getSuppressed()).containsExactly(
						(later instanceof InterruptedException) ? new Throwable[0] : new Throwable[] { later });
			});
		}
	}

	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void aFailureEndsTheCallWhenItHappensAndInterruptsWhatRuns(Combo combo) throws Exception {
		RuntimeException thrown = new IllegalStateException("second");
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.pass();
					return item;
				}
				gate.awaitArrivals(1);
				throw thrown;
			});
			assertThat(caller.failure()).isSameAs(thrown);
			assertThat(thrown.getSuppressed()).isEmpty();
			assertThat(gate.interrupted()).isEqualTo(1);
			assertThat(lab.running()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("failFast")
	void noTaskStartsAfterTheFailure(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().concurrency(4);
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(50), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					throw new IllegalStateException("first");
				}
				gate.pass();
				return item;
			});
			assertThat(caller.failure()).hasMessage("first");
			int started = lab.started();
			assertThat(started).isLessThanOrEqualTo(4);
			lab.quiet();
			assertThat(lab.started()).isEqualTo(started);
		});
	}

	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void theCallWaitsForInterruptedTasks(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate cleanUp = lab.gate();
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().cancelGrace(Caller.LIMIT);
			Caller<?> caller = lab.call(combo.verb(), fanOut, Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					try {
						gate.pass();
					}
					catch (InterruptedException ex) {
						cleanUp.passStubbornly();
					}
					return item;
				}
				gate.awaitArrivals(1);
				throw new IllegalStateException("second");
			});
			cleanUp.awaitArrivals(1);
			Await.untilWaiting(caller.thread());
			assertThat(caller.isDone()).isFalse();
			cleanUp.open();
			assertThat(caller.failure()).hasMessage("second");
		});
	}

	@ParameterizedTest
	@MethodSource("failFastInParallel")
	void whatDoesNotStopInTimeIsLeftBehind(Combo combo) throws Exception {
		for (Duration grace : List.of(Duration.ZERO, Duration.ofMillis(5))) {
			combo.run((lab) -> {
				Gate gate = lab.gate();
				AtomicReference<@Nullable Thread> stubborn = new AtomicReference<>();
				Caller<?> caller = lab.call(combo.verb(), lab.fanOut().cancelGrace(grace), Lab.range(2), (item) -> {
					if (Integer.valueOf(0).equals(item)) {
						stubborn.set(Thread.currentThread());
						gate.passStubbornly();
						return item;
					}
					gate.awaitArrivals(1);
					throw new IllegalStateException("second");
				});
				gate.awaitArrivals(1);
				boolean helps = combo.callerMayHelp() && stubborn.get() == caller.thread();
				if (helps) {
					gate.open();
				}
				assertThat(caller.failure()).hasMessage("second");
				assertThat(gate.isOpen()).isEqualTo(helps);
			});
		}
	}

	private static Task throwingAt(int place, Throwable thrown) {
		return (item) -> {
			if (Integer.valueOf(place).equals(item)) {
				FailureContractTests.<RuntimeException>raise(thrown);
			}
			return item;
		};
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void raise(Throwable thrown) throws X {
		throw (X) thrown;
	}

}

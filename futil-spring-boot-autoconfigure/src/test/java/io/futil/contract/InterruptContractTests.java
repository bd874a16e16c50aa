package io.futil.contract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 5: an interrupt reaches whom it is meant for, and nobody else.
 */
@ContractTest
class InterruptContractTests {

	static Stream<Combo> waiting() {
		return Combo.of((verb) -> verb.is(Trait.WAITS), (kind) -> true);
	}

	static Stream<Combo> onOtherThreads() {
		return Combo.of((verb) -> verb.is(Trait.LAZY), (kind) -> !kind.inCaller);
	}

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> !kind.inCaller && kind != ExecutorKind.HANDOFF);
	}

	@ParameterizedTest
	@MethodSource("waiting")
	void theCallersInterruptCancelsTheCallAndIsKept(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), Lab.range(10), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(1);
			caller.thread().interrupt();
			assertThat(caller.failure()).isInstanceOf(FanOutInterruptedException.class);
			assertThat(caller.isInterrupted()).isTrue();
			assertThat(lab.running()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("waiting")
	void anInterruptThatComesBeforeInstantTasksIsNotSwallowed(Combo combo) throws Exception {
		int rounds = (combo.verb() == Verb.MAP) ? 10_000 : 300;
		combo.run((lab) -> lab.call(() -> {
			for (int i = 0; i < rounds; i++) {
				Thread.currentThread().interrupt();
				try {
					combo.verb().run(lab.fanOut(), Lab.range(2), (item) -> item);
				}
				catch (FanOutInterruptedException | FanOutRejectedException ex) {
					// Either it is told...
				}
				// ...or it is still there; in both cases the flag says so.
				assertThat(Thread.interrupted()).isTrue();
			}
			return null;
		}).get());
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aCancellationAtTheVeryEndOfATaskDoesNotReachTheNext(ExecutorKind kind) throws Exception {
		AtomicInteger poisoned = new AtomicInteger();
		try (Lab lab = new Lab(kind)) {
			lab.call(() -> {
				for (int i = 0; i < 10_000; i++) {
					Gate running = new Gate();
					FanOutFuture<?> cancelled = lab.fanOut().submit(() -> {
						running.open();
						return 1;
					});
					FanOutFuture<Boolean> next = lab.fanOut().submit(() -> Thread.currentThread().isInterrupted());
					// Inside a worker that would be a wait the engine knows nothing of.
					if (i % 2 == 0 && !kind.isNested()) {
						Await.until("the task runs", running::isOpen);
					}
					cancelled.cancel(true);
					if (next.get()) {
						poisoned.incrementAndGet();
					}
				}
				return null;
			}).get();
		}
		assertThat(poisoned).hasValue(0);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aFailureBesideATaskThatEndsDoesNotReachTheNext(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = lab.fanOut().concurrency(2);
			lab.call(() -> {
				for (int i = 0; i < 2_000; i++) {
					try {
						fanOut.map(Lab.range(4), (item) -> {
							if (item == 1) {
								throw new IllegalStateException();
							}
							return item;
						});
					}
					catch (IllegalStateException ex) {
						// As it should be.
					}
					assertThat(fanOut.map(Lab.range(4), (item) -> Thread.currentThread().isInterrupted()))
						.doesNotContain(true);
				}
				return null;
			}).get();
		}
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void aFlagThatATaskLeavesIsNotSeenByTheNext(Combo combo) throws Exception {
		combo.run((lab) -> {
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().concurrency(1), Lab.range(6), (item) -> {
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
				Thread.currentThread().interrupt();
				return item;
			});
			assertThat((List<?>) caller.get()).noneMatch(Failed.class::isInstance);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aFlagThatAFallbackLeavesIsNotSeenByTheNextTask(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			AtomicInteger seen = new AtomicInteger();
			lab.call(() -> lab.fanOut().concurrency(1).<Integer, @Nullable Object>mapOrElse(Lab.range(6), (item) -> {
				seen.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
				throw new IllegalStateException();
			}, (item, failure) -> {
				Thread.currentThread().interrupt();
				return item;
			})).get();
			assertThat(seen).hasValue(0);
		}
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void aFlagThatASourceLeavesIsNotSeenByATask(Combo combo) throws Exception {
		combo.run((lab) -> {
			Iterable<Integer> source = () -> Lab.range(6)
				.stream()
				.peek((item) -> Thread.currentThread().interrupt())
				.iterator();
			Caller<?> caller = lab.call(combo.verb(), lab.fanOut().concurrency(1), source, (item) -> {
				assertThat(Thread.currentThread().isInterrupted()).isFalse();
				return item;
			});
			assertThat((List<?>) caller.get()).noneMatch(Failed.class::isInstance);
		});
	}

}

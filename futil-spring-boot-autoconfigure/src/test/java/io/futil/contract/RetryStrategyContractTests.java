package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.contract.TestRetry.Step;
import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A strategy is not trusted, has the caller's context, and the executor may be gone or
 * full when a task comes back.
 */
@ContractTest
class RetryStrategyContractTests {

	private final ThreadLocal<@Nullable String> context = new ThreadLocal<>();

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	static Stream<Combo> onWorkers() {
		return Combo.of((verb) -> true, (kind) -> kind == ExecutorKind.WORKER);
	}

	static Stream<Verb> waiting() {
		return Stream.of(Verb.values()).filter((verb) -> verb.is(Trait.WAITS));
	}

	static Stream<Verb> failingFast() {
		return Stream.of(Verb.values()).filter((verb) -> verb.is(Trait.FAILS_FAST));
	}

	// What it throws

	@ParameterizedTest
	@MethodSource("all")
	void whatAStrategyThrowsEndsTheTask(Combo combo) throws Exception {
		for (Step broken : Step.values()) {
			for (boolean fails : new boolean[] { true, false }) {
				if (broken == Step.NEXT && !fails) {
					continue;
				}
				AtomicInteger attempts = new AtomicInteger();
				RuntimeException thrown = new IllegalArgumentException("strategy");
				TestRetry retry = TestRetry.atOnce().when((step) -> {
					if (step == broken) {
						throw thrown;
					}
				});
				combo.run((lab) -> {
					Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().retryWith(retry),
							List.of(1), (item) -> {
								attempts.incrementAndGet();
								if (fails) {
									throw new IllegalStateException("attempt");
								}
								return item;
							});
					assertThat(failure(combo.verb(), caller)).isIn(thrown, null);
				});
				boolean begins = broken == Step.BEGIN || broken == Step.BIND;
				assertThat(attempts).hasValue(begins ? 0 : (fails && broken == Step.END) ? 3 : 1);
				if (fails && !begins) {
					assertThat(thrown.getSuppressed()).hasSize(1)
						.allMatch((failure) -> failure.getMessage().equals("attempt"));
				}
			}
		}
	}

	/** What the one task has failed with, where the verb tells. */
	private static @Nullable Throwable failure(Verb verb, Caller<List<@Nullable Object>> caller) throws Exception {
		if (verb.is(Trait.SETTLES) || verb.is(Trait.KEEPS_FAILURES)) {
			assertThat(caller.get()).singleElement().isInstanceOf(Failed.class);
			return (caller.get().get(0) instanceof Failed failed) ? failed.cause() : null;
		}
		return (caller.failure() instanceof AllTasksFailedException) ? caller.failure().getCause() : caller.failure();
	}

	@ParameterizedTest
	@MethodSource("failingFast")
	@SuppressWarnings("NullAway") // what a broken strategy returns
	void aStrategyThatReturnsNullIsNamed(Verb verb) throws Exception {
		TaskRetry unbound = new TaskRetry() {

			@Override
			public Runnable bind() {
				return null;
			}

			@Override
			public @Nullable Duration next(Throwable failure) {
				return null;
			}

		};
		for (RetryStrategy strategy : List.<RetryStrategy>of(() -> null, () -> unbound)) {
			new Combo(verb, ExecutorKind.POOL_OF_1).run((lab) -> {
				Caller<?> caller = lab.call(verb, lab.fanOut().retryWith(strategy), List.of(1), (item) -> item);
				assertThat(caller.failure()).isInstanceOf(IllegalStateException.class)
					.hasMessageContaining(strategy.getClass().getName())
					.hasMessageContaining("returned null from");
				assertThat(lab.started()).isZero();
			});
		}
	}

	// What it sees

	@ParameterizedTest
	@MethodSource("onWorkers")
	void eachAttemptAndEachQuestionHasTheCallersContext(Combo combo) throws Exception {
		for (boolean cancelled : new boolean[] { false, true }) {
			Set<String> seen = ConcurrentHashMap.newKeySet();
			TestRetry retry = (cancelled ? TestRetry.muchLater() : new TestRetry(3, Duration.ofMillis(1)))
				.when((step) -> seen.add(step + " " + this.context.get()));
			combo.run((lab) -> {
				((TestWorkerExecutor) lab.executor()).decorateWith(this::carry);
				Caller<?> caller = lab.call(() -> {
					this.context.set("callers");
					return combo.verb().run(lab.fanOut().retryWith(retry), Lab.range(3), (item) -> {
						seen.add("attempt " + this.context.get());
						throw new IllegalStateException("attempt");
					});
				});
				if (cancelled) {
					retry.awaitWaiting(3);
					((TestWorkerExecutor) lab.executor()).shutdownNow();
				}
				caller.await();
			});
			retry.assertSettled();
			assertThat(seen).containsExactlyInAnyOrder("attempt callers", "BEGIN callers", "BIND callers",
					"UNBIND callers", "NEXT callers", "END callers");
		}
	}

	static Stream<Verb> waitingAllTheTime() {
		return Stream.of(Verb.values())
			.filter((verb) -> verb.isOfAList() || (verb.is(Trait.RACES) && verb.is(Trait.WAITS)));
	}

	/**
	 * An executor that is not ours takes the context from whoever submits: that is the
	 * caller, where nothing of its own keeps it from that.
	 */
	@ParameterizedTest
	@MethodSource("waitingAllTheTime")
	void eachAttemptHasTheContextThatAForeignExecutorCarries(Verb verb) throws Exception {
		TestRetry retry = new TestRetry(3, Duration.ofMillis(1));
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_4)) {
			LabPool pool = new LabPool(lab, 2, 2, new LinkedBlockingQueue<>(), new AbortPolicy());
			lab.inside(pool);
			Executor carrying = (task) -> pool.execute(carry(task));
			Queue<String> seen = new ConcurrentLinkedQueue<>();
			lab.call(() -> {
				this.context.set("callers");
				return verb.run(FanOutTemplate.of(carrying).retryWith(retry), Lab.range(3), (item) -> {
					seen.add(String.valueOf(this.context.get()));
					throw new IllegalStateException("attempt");
				});
			}).await();
			assertThat(seen).hasSizeGreaterThanOrEqualTo(3).containsOnly("callers");
		}
		retry.assertSettled();
	}

	@ParameterizedTest
	@MethodSource("waiting")
	void anExecutorThatRunsInItsCallerDoesSoInEachAttempt(Verb verb) throws Exception {
		TestRetry retry = new TestRetry(2, Duration.ofMillis(1));
		try (Lab lab = new Lab(ExecutorKind.DIRECT)) {
			Queue<Thread> threads = new ConcurrentLinkedQueue<>();
			Caller<?> caller = lab.call(verb, lab.fanOut().retryWith(retry), Lab.range(3), (item) -> {
				threads.add(Thread.currentThread());
				throw new IllegalStateException("attempt");
			});
			caller.await();
			assertThat(threads).hasSizeGreaterThanOrEqualTo(2).containsOnly(caller.thread());
		}
		retry.assertSettled();
	}

	private Runnable carry(Runnable task) {
		String callers = this.context.get();
		return () -> {
			this.context.set(callers);
			try {
				task.run();
			}
			finally {
				this.context.remove();
			}
		};
	}

	// Where it comes back to

	@ParameterizedTest
	@EnumSource(value = Fault.class, names = { "REJECTS", "THROWS" })
	void aTaskThatComesBackToAFullExecutorIsTakenByAWorkerThatIsThere(Fault fault) throws Exception {
		// As long as it takes on this machine for the worker to have left.
		for (Duration delay = Duration.ofMillis(1); !isTakenByAWorkerThatIsThere(fault, delay);) {
			delay = delay.multipliedBy(2);
		}
	}

	private static boolean isTakenByAWorkerThatIsThere(Fault fault, Duration delay) throws Exception {
		TestRetry retry = new TestRetry(2, delay);
		AtomicInteger refused = new AtomicInteger();
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean full = new AtomicBoolean();
			Executor executor = fault.in(lab, () -> full.get() && refused.incrementAndGet() > 0);
			Gate gate = lab.gate();
			AtomicInteger attempts = new AtomicInteger();
			Caller<List<Integer>> caller = lab
				.call(() -> FanOutTemplate.of(executor).concurrency(2).retryWith(retry).map(Lab.range(2), (item) -> {
					if (item == 1) {
						gate.pass();
					}
					else if (attempts.incrementAndGet() == 1) {
						gate.awaitArrivals(1);
						full.set(true);
						throw new IllegalStateException("attempt");
					}
					return item;
				}));
			Await.until("a worker was refused, or is still there", () -> refused.get() > 0 || attempts.get() == 2);
			assertThat(caller.isDone()).isFalse();
			gate.open();
			assertThat(caller.get()).containsExactly(0, 1);
			assertThat(attempts).hasValue(2);
		}
		retry.assertSettled();
		return refused.get() > 0;
	}

	@Test
	void aTaskThatComesBackToAFullExecutorWithNobodyThereIsRejected() throws Exception {
		// As long as it takes on this machine for the worker to have left.
		for (Duration delay = Duration.ofMillis(1); !isRejected(delay);) {
			delay = delay.multipliedBy(2);
		}
	}

	private static boolean isRejected(Duration delay) throws Exception {
		TestRetry retry = new TestRetry(2, delay);
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean full = new AtomicBoolean();
			AtomicInteger attempts = new AtomicInteger();
			Executor executor = Fault.REJECTS.in(lab, full::get);
			Caller<?> caller = lab.call(() -> FanOutTemplate.of(executor).retryWith(retry).map(Lab.range(1), (item) -> {
				full.set(true);
				attempts.incrementAndGet();
				throw new IllegalStateException("attempt");
			}));
			Throwable failure = caller.failure();
			retry.assertSettled();
			if (attempts.get() == 2) {
				return false;
			}
			assertThat(failure).isInstanceOf(FanOutRejectedException.class);
			assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).contains("attempt");
			return true;
		}
	}

	// What it may

	@Test
	void theCallsOfAnExecutorShareItsBudget() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.WORKER)) {
			((TestWorkerExecutor) lab.executor()).retryBudget(new RetryBudget(0.1));
			FanOutOperations fanOut = lab.fanOut().retryWith(new TestRetry(5, Duration.ZERO));
			for (int i = 0; i < 100; i++) {
				lab.call(Verb.RESULTS, fanOut, Lab.range(3), (item) -> {
					throw new IllegalStateException("attempt");
				}).get();
			}
			assertThat(lab.started() - 300).isEqualTo(30);
		}
	}

}

package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.Gather.Branch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Law 16: no user code on the timer. Each test has user code block where something on the
 * timer has led to it, and looks whether other calls still end in time: calls that nobody
 * waits for but the timer.
 */
@ContractTest
class ClockContractTests {

	private static final Duration SOON = Duration.ofMillis(5);

	/** A progress listener is told this often. */
	private static final Duration TELLING = Duration.ofMillis(100);

	static Stream<Combo> startable() {
		return Combo.of(Verb::isStartable, ClockContractTests::isOnOtherThreads);
	}

	static Stream<Combo> startableInParallel() {
		return Combo.of((verb) -> verb.isStartable() && verb.is(Trait.FAILS_FAST),
				(kind) -> isOnOtherThreads(kind) && kind.threads > 1);
	}

	static Stream<ExecutorKind> executors() {
		return Combo.kinds(ClockContractTests::isOnOtherThreads);
	}

	/**
	 * Where a call that is started may wait for tasks on its own thread there is no law.
	 */
	private static boolean isOnOtherThreads(ExecutorKind kind) {
		return !kind.isNested() && kind != ExecutorKind.DIRECT && kind != ExecutorKind.TINY_CALLER_RUNS;
	}

	@ParameterizedTest
	@MethodSource("startable")
	void aDependentOfAFutureThatTheDeadlineEndsMayBlock(Combo combo) throws Exception {
		combo.run((lab) -> blocking(lab, (blocked) -> {
			Gate gate = lab.gate();
			combo.verb().start(lab.fanOut().timeout(SOON), Lab.range(2), lab.counted((item) -> {
				gate.passStubbornly();
				return item;
			})).future().whenComplete(blocked);
		}));
	}

	@ParameterizedTest
	@MethodSource("startableInParallel")
	void aDependentOfAFutureThatTheGraceEndsMayBlock(Combo combo) throws Exception {
		combo.run((lab) -> blocking(lab, (blocked) -> {
			Gate gate = lab.gate();
			combo.verb().start(lab.fanOut().cancelGrace(SOON), Lab.range(2), lab.counted((item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.passStubbornly();
					return item;
				}
				gate.awaitArrivals(1);
				throw new IllegalStateException("second");
			})).future().whenComplete(blocked);
		}));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aDependentOfAFutureThatItsOwnTimeOutEndsMayBlock(ExecutorKind kind) throws Exception {
		List<BiConsumer<FanOutFuture<Boolean>, Long>> timeOuts = List.of(
				(future, nanos) -> future.orTimeout(nanos, TimeUnit.NANOSECONDS),
				(future, nanos) -> future.completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS));
		for (BiConsumer<FanOutFuture<Boolean>, Long> timeOut : timeOuts) {
			try (Lab lab = new Lab(kind)) {
				blocking(lab, (blocked) -> {
					Gate gate = lab.gate();
					FanOutFuture<Boolean> future = lab.fanOut().submit(() -> {
						gate.passStubbornly();
						return true;
					});
					timeOut.accept(future, SOON.toNanos());
					future.whenComplete(blocked);
				});
			}
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aFallbackForATaskThatItsTimeOutEndsMayBlock(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			blocking(lab, (blocked) -> {
				Gate gate = lab.gate();
				lab.call(() -> lab.fanOut()
					.taskTimeout(SOON)
					.<Integer, @Nullable Object>mapOrElse(List.of(1), (item) -> {
						gate.pass();
						return item;
					}, (item, failure) -> {
						blocked.accept(item, failure);
						return item;
					}));
			});
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void fallbacksForWhatIsLateRunOnTheCaller(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate gate = lab.gate();
			Set<Thread> threads = ConcurrentHashMap.newKeySet();
			Caller<?> list = lab.call(() -> lab.fanOut().timeout(SOON).mapOrElse(Lab.range(3), (item) -> {
				gate.passStubbornly();
				return item;
			}, (item, failure) -> {
				threads.add(Thread.currentThread());
				return item;
			}));
			list.get();
			assertThat(threads).containsExactly(list.thread());
			threads.clear();
			Caller<?> branch = lab.call(() -> lab.fanOut().timeout(SOON).gather((gather) -> {
				Branch<Integer> late = gather.optional("late", () -> {
					gate.passStubbornly();
					return 1;
				}).orElseGet((failure) -> {
					threads.add(Thread.currentThread());
					return 2;
				});
				return late.get();
			}));
			assertThat(branch.get()).isEqualTo(2);
			assertThat(threads).containsExactly(branch.thread());
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aProgressListenerMayBlock(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			blocking(lab, (blocked) -> {
				long start = System.nanoTime();
				FanOutOperations fanOut = lab.fanOut().onProgress((progress) -> blocked.accept(progress, null));
				fanOut.async().map(List.of(1), (item) -> {
					while (System.nanoTime() - start <= TELLING.toNanos()) {
						LockSupport.parkNanos(TELLING.toNanos());
					}
					return item;
				});
			});
		}
	}

	/** On purpose: a caller whose time is over has none for a listener. */
	@ParameterizedTest
	@EnumSource
	void aProgressListenerIsNotToldBehindTheDeadline(Verb verb) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_4)) {
			Gate gate = lab.gate();
			AtomicInteger told = new AtomicInteger();
			FanOutOperations fanOut = lab.fanOut().timeout(SOON).onProgress((progress) -> told.incrementAndGet());
			lab.call(verb, fanOut, Lab.range(3), (item) -> {
				gate.passStubbornly();
				return item;
			}).await();
			assertThat(told).hasValue(0);
			gate.open();
			lab.settle();
			assertThat(told).hasValue(0);
		}
	}

	@Test
	void aDependentOfAFutureWhosePoolWasShutDownMayBlock() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			LabPool pool = new LabPool(lab, 1, 1, new LinkedBlockingQueue<>(), new AbortPolicy());
			Gate busy = lab.gate();
			pool.execute(busy::passStubbornly);
			busy.awaitArrivals(1);
			AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
			blocking(lab, (blocked) -> {
				// Nobody waits for it: he might have to run the dependent himself.
				lab.fanOut().on(pool).async().map(List.of(1), (item) -> item).whenComplete((values, failure) -> {
					told.set(failure);
					blocked.accept(values, failure);
				});
				pool.shutdownNow();
			});
			assertThat(told.get()).isInstanceOf(FanOutRejectedException.class);
			busy.open();
			Await.until("the pool has ended", pool::isTerminated);
		}
	}

	@Test
	void manyDependentsMayBlockAtOnce() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.CACHED)) {
			blocking(lab, (blocked) -> IntStream.range(0, 50)
				.forEach((i) -> lab.fanOut().timeout(SOON).submit(lab.gate()::passAndTell).whenComplete(blocked)));
		}
	}

	/** Have user code block, and see whether what needs the timer goes on. */
	private static void blocking(Lab lab, UserCode userCode) throws Exception {
		Gate blocked = lab.gate();
		Queue<String> threads = new ConcurrentLinkedQueue<>();
		userCode.start((one, other) -> {
			threads.add(Thread.currentThread().getName());
			blocked.passStubbornly();
		});
		blocked.awaitArrivals(1);
		Gate gate = lab.gate();
		FanOutFuture<?> late = lab.fanOut().timeout(SOON).submit(gate::passAndTell);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> late.get(Caller.LIMIT.toNanos(), TimeUnit.NANOSECONDS))
			.withCauseInstanceOf(FanOutTimeoutException.class);
		assertThat(blocked.isOpen()).isFalse();
		assertThat(threads).isNotEmpty().doesNotContain("futil-timer");
	}

	/** Starts something that calls the given code in the end. */
	@FunctionalInterface
	private interface UserCode {

		void start(BiConsumer<@Nullable Object, @Nullable Throwable> blocked) throws Exception;

	}

}

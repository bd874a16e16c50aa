package io.futil.contract;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Law 9: what happens on an executor that is full or broken.
 */
@ContractTest
class SaturationContractTests {

	private static final Duration SOON = Duration.ofMillis(15);

	static Stream<Combo> nestedOrNot() {
		return Combo.of((verb) -> true,
				(kind) -> kind == ExecutorKind.POOL_OF_4 || kind == ExecutorKind.NESTED_IN_WORKER);
	}

	static Stream<Arguments> refusing() {
		return Stream
			.of(Fault.REJECTS, Fault.THROWS, Fault.THREAD_FACTORY_THROWS,
					Fault.THREAD_FACTORY_RETURNS_NULL_WITHOUT_QUEUE)
			.flatMap((fault) -> Stream.of(Verb.values()).map((verb) -> Arguments.of(verb, fault)));
	}

	/** A pool with no room, in which foreign tasks sit. */
	private static LabPool full(Lab lab, BlockingQueue<Runnable> queue, int threads, int busy, Gate gate) {
		LabPool pool = new LabPool(lab, threads, threads, queue, new AbortPolicy());
		lab.inside(pool);
		for (int i = 0; i < busy; i++) {
			pool.execute(gate::passStubbornly);
		}
		gate.awaitArrivals(Math.min(busy, threads));
		return pool;
	}

	static Stream<Combo> lazy() {
		return nestedOrNot().filter((combo) -> combo.verb().is(Trait.LAZY));
	}

	/** Nothing of the input has been read, so there is no outcome that could tell. */
	@ParameterizedTest
	@MethodSource("lazy")
	void aRefusedLazyInputIsNoEmptyResult(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().on(full(lab, new SynchronousQueue<>(), 2, 2, gate));
			Iterable<Integer> items = () -> Lab.range(5).iterator();
			assertThat(lab.call(combo.verb(), fanOut, items, (item) -> item).failure())
				.isInstanceOf(FanOutRejectedException.class);
			assertThat(lab.started()).isZero();
			gate.open();
			lab.quiet();
		});
	}

	@ParameterizedTest
	@MethodSource("nestedOrNot")
	void anExecutorWithoutRoomRefusesAtOnce(Combo combo) throws Exception {
		for (int queued : new int[] { 0, 1 }) {
			combo.run((lab) -> {
				Gate gate = lab.gate();
				BlockingQueue<Runnable> queue = (queued == 0) ? new SynchronousQueue<>()
						: new ArrayBlockingQueue<>(queued);
				FanOutOperations fanOut = lab.fanOut().on(full(lab, queue, 2, 2 + queued, gate));
				assertRefused(combo.verb(), lab.call(combo.verb(), fanOut, Lab.range(5), (item) -> item));
				assertThat(gate.isOpen()).isFalse();
				assertThat(lab.started()).isZero();
				gate.open();
				lab.quiet();
			});
		}
	}

	@ParameterizedTest
	@MethodSource("nestedOrNot")
	void oneFreeThreadDoesItAll(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().on(full(lab, new SynchronousQueue<>(), 3, 2, gate));
			// Many submissions are rightly refused where there is no queue.
			int size = (combo.verb() == Verb.SUBMIT) ? 1 : 50;
			lab.call(combo.verb(), fanOut, Lab.range(size), (item) -> item).get();
			assertThat(gate.isOpen()).isFalse();
			assertAllRan(lab, combo.verb(), size);
		});
	}

	@ParameterizedTest
	@MethodSource("nestedOrNot")
	void aTinyQueueIsNoLimit(Combo combo) throws Exception {
		combo.run((lab) -> {
			LabPool pool = full(lab, new ArrayBlockingQueue<>(1), 1, 0, lab.gate());
			int size = (combo.verb() == Verb.SUBMIT) ? 1 : 1_000;
			lab.call(combo.verb(), lab.fanOut().on(pool), Lab.range(size), (item) -> item).get();
			assertAllRan(lab, combo.verb(), size);
		});
	}

	@ParameterizedTest
	@MethodSource("refusing")
	void anExecutorThatNeverTakesAnythingEndsTheCallAtOnce(Verb verb, Fault fault) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			FanOutOperations fanOut = lab.fanOut().on(fault.in(lab));
			Caller<List<@Nullable Object>> caller = lab.call(verb, fanOut, Lab.range(5), (item) -> item);
			boolean breaks = fault == Fault.THROWS || fault == Fault.THREAD_FACTORY_THROWS;
			if (breaks && verb != Verb.GATHER_OPTIONAL) {
				assertThat(caller.failure()).isInstanceOfAny(IllegalStateException.class, OutOfMemoryError.class)
					.hasMessage("fault");
			}
			else {
				assertRefused(verb, caller);
			}
			assertThat(lab.started()).isZero();
		}
	}

	/** Noticed after two looks, so all verbs are looked at together. */
	@Test
	void aThreadFactoryThatReturnsNullBehindAQueueEndsTheCall() throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean broken = new AtomicBoolean(true);
			FanOutOperations fanOut = lab.fanOut().on(Fault.THREAD_FACTORY_RETURNS_NULL.in(lab, broken::get));
			Map<Verb, Caller<List<@Nullable Object>>> callers = new EnumMap<>(Verb.class);
			for (Verb verb : Verb.values()) {
				callers.put(verb, lab.call(verb, fanOut, Lab.range(5), (item) -> item));
			}
			for (Verb verb : Verb.values()) {
				assertRefused(verb, callers.get(verb));
			}
			assertThat(lab.started()).isZero();
			broken.set(false);
			lab.call(Verb.MAP, fanOut, Lab.range(5), (item) -> item).get();
		}
	}

	@ParameterizedTest
	@MethodSource("refusing")
	void anExecutorThatTakesEverySecondWorkerDoesItAll(Verb verb, Fault fault) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			int size = (verb == Verb.SUBMIT) ? 1 : 100;
			lab.call(verb, lab.fanOut().on(fault.in(lab, 2)), Lab.range(size), (item) -> item).get();
			assertAllRan(lab, verb, size);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anExecutorThatRunsTwiceRunsNoTaskTwice(Verb verb) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			lab.call(verb, lab.fanOut().on(Fault.DOUBLES.in(lab)), Lab.range(100), (item) -> item).get();
			assertAllRan(lab, verb, 100);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anExecutorThatForgetsIsBoundedByTheDeadline(Verb verb) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			FanOutOperations fanOut = lab.fanOut().on(Fault.DROPS.in(lab)).timeout(SOON);
			Caller<List<@Nullable Object>> caller = lab.call(verb, fanOut, Lab.range(5), (item) -> item);
			if (verb.is(Trait.REASONS)) {
				assertThat(caller.get()).hasSize(5).extracting("reason").containsOnly(Reason.NOT_STARTED);
			}
			else if (verb.is(Trait.SETTLES)) {
				assertThat(caller.get()).hasSize(5).allMatch(Failed.class::isInstance);
			}
			else {
				assertThat(caller.failure()).isInstanceOf(FanOutTimeoutException.class);
			}
			assertThat(lab.started()).isZero();
		}
	}

	static Stream<RejectedExecutionHandler> discarding() {
		return Stream.of(new DiscardPolicy(), new DiscardOldestPolicy(), new DiscardPolicy() {
		});
	}

	@ParameterizedTest
	@MethodSource("discarding")
	void aPoolThatDiscardsIsRefused(RejectedExecutionHandler policy) {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
					lab::newThread, policy);
			lab.inside(pool);
			assertThatIllegalArgumentException().isThrownBy(() -> lab.fanOut().on(pool))
				.withMessageContaining("AbortPolicy");
			assertThatIllegalArgumentException().isThrownBy(() -> FanOutTemplate.of(pool));
			assertThat(pool.getTaskCount()).isZero();
		}
	}

	private static void assertAllRan(Lab lab, Verb verb, int size) {
		assertThat(lab.started()).isBetween(verb.is(Trait.RACES) ? 1 : size, size);
	}

	private static void assertRefused(Verb verb, Caller<List<@Nullable Object>> caller) throws Exception {
		Refusal.assertTold(verb, caller, 5, "executor '");
	}

}

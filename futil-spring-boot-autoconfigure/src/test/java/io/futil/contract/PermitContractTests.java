package io.futil.contract;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 10: every permit comes back. However the calls on an executor have ended, behind
 * them it runs as many tasks at once as its bound says, and no more: see
 * {@link Lab#probe()}.
 */
@ContractTest
class PermitContractTests {

	private static final Duration SOON = Duration.ofMillis(3);

	private static final int ROUNDS = 2;

	private static final int SIZE = 8;

	/** With a bound that one can look at. */
	private static final Set<ExecutorKind> BOUNDED = EnumSet.of(ExecutorKind.POOL_OF_4, ExecutorKind.FORK_JOIN,
			ExecutorKind.TINY_CALLER_RUNS, ExecutorKind.WORKER, ExecutorKind.CALLER_HELPS, ExecutorKind.LIMITED_VIRTUAL,
			ExecutorKind.NESTED_IN_POOL_OF_1);

	static Stream<Combo> bounded() {
		return Combo.of((verb) -> true, BOUNDED::contains);
	}

	static Stream<Combo> waiting() {
		return Combo.of((verb) -> verb.is(Trait.WAITS), BOUNDED::contains);
	}

	static Stream<Combo> startable() {
		return Combo.of(Verb::isStartable, (kind) -> BOUNDED.contains(kind) && kind != ExecutorKind.TINY_CALLER_RUNS);
	}

	static Stream<Combo> helped() {
		return Combo.of((verb) -> true, (kind) -> true).filter(Combo::callerMayHelp);
	}

	static Stream<Combo> streams() {
		return Combo.of((verb) -> verb.is(Trait.STREAMS), BOUNDED::contains);
	}

	/** Whose threads the engine has to itself. */
	static Stream<ExecutorKind> ofMoreThanOneThread() {
		return Combo.kinds((kind) -> BOUNDED.contains(kind) && kind.threads > 1 && !kind.isNested()
				&& kind != ExecutorKind.TINY_CALLER_RUNS);
	}

	static Stream<Arguments> ours() {
		return Stream.of(OurKind.values())
			.flatMap((kind) -> Stream.of(Verb.values()).map((verb) -> Arguments.of(verb, kind)));
	}

	static Stream<Arguments> oursDecorated() {
		return Stream.of(OurKind.values())
			.flatMap((kind) -> Stream.of(BadDecorator.values()).map((bad) -> Arguments.of(kind, bad)));
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void afterFailures(Combo combo) throws Exception {
		again(combo, (lab) -> lab.call(combo.verb(), Lab.range(SIZE), PermitContractTests::failOrRest).await());
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void afterADeadline(Combo combo) throws Exception {
		again(combo, (lab) -> {
			Gate gate = lab.gate();
			lab.call(combo.verb(), lab.fanOut().timeout(SOON), Lab.range(SIZE), (item) -> passed(gate)).await();
		});
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void afterTimeOutsOfTasks(Combo combo) throws Exception {
		again(combo, (lab) -> {
			Gate gate = lab.gate();
			lab.call(combo.verb(), lab.fanOut().taskTimeout(SOON), Lab.range(SIZE), (item) -> passed(gate)).await();
		});
	}

	@ParameterizedTest
	@MethodSource("waiting")
	void afterAnInterruptOfTheCaller(Combo combo) throws Exception {
		again(combo, (lab) -> {
			Gate gate = lab.gate();
			Caller<?> caller = lab.call(combo.verb(), Lab.range(SIZE), (item) -> passed(gate));
			gate.awaitArrivals(1);
			caller.thread().interrupt();
			caller.await();
		});
	}

	@ParameterizedTest
	@MethodSource("startable")
	void afterCancellations(Combo combo) throws Exception {
		again(combo, (lab) -> {
			for (int way = 0; way < 5; way++) {
				cancel(lab, combo.verb(), way);
			}
		});
	}

	private static void cancel(Lab lab, Verb verb, int way) {
		Gate gate = lab.gate();
		lab.call(() -> {
			Started<?> started = verb.start(lab.fanOut(), Lab.range(SIZE), lab.counted((item) -> passed(gate)));
			// Inside a worker that would be a wait the engine knows nothing of.
			if (!lab.kind().isNested()) {
				gate.awaitArrivals(1);
			}
			switch (way) {
				case 0 -> started.future().cancel(true);
				case 1 -> started.future().cancel(false);
				case 2 -> started.future().complete(null);
				case 3 -> started.future().completeAsync(() -> null, Runnable::run);
				default -> started.future().orTimeout(1, TimeUnit.MICROSECONDS);
			}
			return started.values();
		}).await();
		gate.open();
	}

	@ParameterizedTest
	@MethodSource("streams")
	void afterStreamsThatAreClosedOrDropped(Combo combo) throws Exception {
		for (boolean closed : new boolean[] { true, false }) {
			again(combo, (lab) -> lab.call(() -> {
				Stream<?> stream = combo.verb()
					.open(lab.fanOut(), CountingSource.endless(), lab.counted((item) -> item));
				List<?> some = stream.limit(2).toList();
				if (closed) {
					stream.close();
				}
				return some;
			}).get());
		}
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void afterNestedCallsThatEndBadly(Combo combo) throws Exception {
		again(combo, (lab) -> {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut();
			lab.call(() -> fanOut.results(Lab.range(SIZE), (item) -> switch (item % 3) {
				case 0 -> combo.verb().run(fanOut, Lab.range(3), lab.counted(PermitContractTests::failOrRest));
				case 1 -> combo.verb().run(fanOut.timeout(SOON), Lab.range(3), lab.counted((inner) -> passed(gate)));
				default -> combo.verb().run(fanOut, Lab.range(3), lab.counted((inner) -> inner));
			})).get();
		});
	}

	/** Its own place is one that nobody else sees. */
	@ParameterizedTest
	@MethodSource("helped")
	void aCallerThatHelpedMayHelpAgain(Combo combo) throws Exception {
		combo.run((lab) -> {
			for (int i = 0; i < combo.kind().threads; i++) {
				lab.call(combo.verb(), Lab.range(SIZE), PermitContractTests::failOrRest).await();
				Gate gate = lab.gate();
				Caller<?> caller = lab.call(combo.verb(), Lab.range(SIZE), (item) -> passed(gate));
				gate.awaitArrivals(1);
				caller.thread().interrupt();
				caller.await();
				lab.settle();
				assertThat(lab.fanOut().map(List.of(1), (item) -> Thread.currentThread()))
					.containsExactly(Thread.currentThread());
			}
		});
	}

	/** It keeps its permit for as long as it goes on, and not longer. */
	@ParameterizedTest
	@MethodSource("ofMoreThanOneThread")
	void anAbandonedTaskKeepsItsOwn(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate gate = lab.gate();
			FanOutOperations fanOut = lab.fanOut().concurrency(1);
			// As long as it takes on this machine for the task to start in time.
			for (Duration timeout = SOON; gate.arrived() == 0; timeout = timeout.multipliedBy(2)) {
				lab.call(Verb.MAP, fanOut.timeout(timeout), List.of(1), (item) -> {
					gate.passStubbornly();
					return item;
				}).await();
			}
			lab.probe(lab.fanOut(), kind.threads - 1, kind.most - 1);
			assertThat(gate.isOpen()).isFalse();
			gate.open();
			lab.settle();
			lab.probe();
		}
	}

	@ParameterizedTest
	@MethodSource("ours")
	void afterRefusals(Verb verb, OurKind kind) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			// Room enough for a worker that a thread is yet to take.
			int queue = 8;
			WorkerExecutor executor = kind.in(lab, 2, queue, lab::newThread, null);
			FanOutOperations fanOut = lab.fanOut().on(executor);
			for (int round = 0; round < ROUNDS; round++) {
				Gate gate = lab.gate();
				for (int i = 0; i < 2; i++) {
					executor.execute(gate::passStubbornly);
				}
				gate.awaitArrivals(2);
				for (int i = 0; i < queue; i++) {
					executor.execute(gate::passStubbornly);
				}
				Refusal.assertTold(verb, lab.call(verb, fanOut, Lab.range(3), (item) -> item), 3, "is full");
				gate.open();
				gate.awaitArrivals(2 + queue);
				lab.settle();
				lab.probe(fanOut, 2, 2);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("ours")
	void afterThreadsThatWouldNotStart(Verb verb, OurKind kind) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean broken = new AtomicBoolean();
			AtomicInteger number = new AtomicInteger();
			ThreadFactory threads = (task) -> {
				if (broken.get() && number.incrementAndGet() % 2 == 0) {
					throw new OutOfMemoryError("fault");
				}
				return lab.newThread(task);
			};
			FanOutOperations fanOut = lab.fanOut().on(kind.in(lab, 2, 1_000, threads, null));
			for (int round = 0; round < ROUNDS; round++) {
				broken.set(true);
				lab.call(verb, fanOut, Lab.range(3), (item) -> verb.run(fanOut, Lab.range(2), (inner) -> inner))
					.await();
				broken.set(false);
				lab.settle();
				lab.probe(fanOut, 2, 2);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("oursDecorated")
	void afterADecoratorThatThrows(OurKind kind, BadDecorator bad) throws Exception {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			AtomicBoolean broken = new AtomicBoolean();
			TaskDecorator decorator = (task) -> broken.get() ? bad.decorator.apply(task) : task;
			WorkerExecutor executor = kind.in(lab, 2, 1_000, lab::newThread, decorator);
			FanOutOperations fanOut = lab.fanOut().on(executor);
			for (Verb verb : Verb.values()) {
				broken.set(true);
				executeQuietly(executor);
				lab.call(verb, fanOut, Lab.range(3), (item) -> item).await();
				broken.set(false);
				lab.settle();
				lab.probe(fanOut, 2, 2);
			}
			assertThat(lab.started()).isZero();
		}
	}

	/** A task of somebody else, which may be refused or not be run. */
	private static void executeQuietly(Executor executor) {
		try {
			executor.execute(() -> {
			});
		}
		catch (IllegalStateException | NullPointerException | RejectedExecutionException ex) {
			// As the decorator will have it.
		}
	}

	private static void again(Combo combo, Combo.Body body) throws Exception {
		combo.run((lab) -> {
			for (int round = 0; round < ROUNDS; round++) {
				body.run(lab);
				lab.settle();
				lab.probe();
			}
		});
	}

	private static @Nullable Object failOrRest(@Nullable Object item) {
		LockSupport.parkNanos(50_000);
		if (Integer.valueOf(1).equals(item)) {
			throw new IllegalStateException("task");
		}
		if (Integer.valueOf(2).equals(item)) {
			throw new StackOverflowError("task");
		}
		return item;
	}

	private static boolean passed(Gate gate) throws InterruptedException {
		gate.pass();
		return true;
	}

}

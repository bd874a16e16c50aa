package io.futil.contract;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 13, for the executors that the starter brings: new calls are refused, running ones
 * get their time and are then interrupted, and every future completes.
 */
@ContractTest
class ShutdownContractTests {

	private static final Duration LONG = Caller.LIMIT.multipliedBy(2);

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final int SIZE = 3;

	static Stream<Arguments> all() {
		return Stream.of(OurKind.values())
			.flatMap((kind) -> Stream.of(Verb.values()).map((verb) -> Arguments.of(verb, kind)));
	}

	@ParameterizedTest
	@MethodSource("all")
	void newCallsAreRefusedWithNameAndState(Verb verb, OurKind kind) throws Exception {
		try (Bench bench = new Bench(kind, 2, LONG)) {
			Gate busy = bench.lab.gate();
			bench.executor.execute(busy::passStubbornly);
			busy.awaitArrivals(1);
			bench.stop();
			Refusal.assertTold(verb, bench.call(verb, (item) -> item), SIZE,
					"Executor 'test' (1 of 2 " + bench.unit() + "is shutting down");
			busy.open();
			bench.awaitEnd();
			Refusal.assertTold(verb, bench.call(verb, (item) -> item), SIZE,
					"Executor 'test' (0 of 2 " + bench.unit() + "is shut down");
			assertThat(bench.lab.started()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void aRunningCallGetsTheGrace(Verb verb, OurKind kind) throws Exception {
		try (Bench bench = new Bench(kind, 2, LONG)) {
			Gate gate = bench.lab.gate();
			Caller<List<@Nullable Object>> caller = bench.call(verb, (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(2);
			Await.untilWaiting(caller.thread());
			bench.stop();
			gate.open();
			List<@Nullable Object> values = caller.get();
			if (verb.tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(SIZE));
			}
			bench.awaitEnd();
			assertThat(gate.interrupted()).isLessThanOrEqualTo(verb.is(Trait.RACES) ? 1 : 0);
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void aCallInsideARunningOneIsServed(Verb verb, OurKind kind) throws Exception {
		try (Bench bench = new Bench(kind, 2, LONG)) {
			Gate gate = bench.lab.gate();
			FanOutFuture<List<@Nullable Object>> outer = bench.fanOut.submit(() -> {
				gate.pass();
				return verb.run(bench.fanOut, Lab.range(SIZE), bench.lab.counted((item) -> item));
			});
			gate.awaitArrivals(1);
			bench.stop();
			gate.open();
			List<@Nullable Object> values = Verb.get(outer);
			if (verb.tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(SIZE));
			}
			bench.awaitEnd();
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void behindTheGraceItIsInterrupted(Verb verb, OurKind kind) throws Exception {
		try (Bench bench = new Bench(kind, 2, SHORT)) {
			Gate gate = bench.lab.gate();
			Caller<List<@Nullable Object>> caller = bench.call(verb, (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(2);
			Await.untilWaiting(caller.thread());
			bench.stop();
			Refusal.assertToldInItsMidst(verb, caller, SIZE, "was shut down");
			bench.awaitEnd();
			assertThat(gate.interrupted()).isEqualTo(gate.arrived()).isEqualTo(2);
		}
	}

	/** Such a call has nothing running on the executor, so there is no grace either. */
	@ParameterizedTest
	@EnumSource
	void callsThatWaitForTheirNextAttemptEnd(OurKind kind) throws Exception {
		try (Bench bench = new Bench(kind, 2, LONG)) {
			FanOutOperations limited = bench.fanOut.rateLimit(1, LONG);
			Caller<?> permit = bench.lab.call(Verb.FOR_EACH, limited, Lab.range(SIZE), (item) -> item);
			FanOutOperations retried = bench.fanOut.retry(RetrySettings.maxAttempts(2).delay(LONG).maxDelay(LONG));
			Caller<?> retry = bench.lab.call(Verb.FOR_EACH, retried, List.of(1), (item) -> {
				throw new IllegalStateException("first attempt");
			});
			Await.until("both have begun", () -> bench.lab.started() == 2);
			bench.stop();
			bench.awaitEnd();
			for (Caller<?> caller : List.of(permit, retry)) {
				assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class)
					.hasMessageContaining("was shut down");
			}
			assertThat(bench.lab.started()).isEqualTo(2);
		}
	}

	/** An executor waits a second for tasks to heed their interrupt, so once for all. */
	@ParameterizedTest
	@EnumSource
	void callsWhoseTasksIgnoreTheInterruptEndToo(OurKind kind) throws Exception {
		// One place for each call, and each of the tasks that are submitted is one.
		int places = Verb.values().length - 1 + SIZE;
		try (Bench bench = new Bench(kind, places, SHORT)) {
			Gate gate = bench.lab.gate();
			Map<Verb, Caller<List<@Nullable Object>>> callers = new EnumMap<>(Verb.class);
			for (Verb verb : Verb.values()) {
				callers.put(verb, bench.lab.call(verb, bench.fanOut.concurrency(1), Lab.range(SIZE), (item) -> {
					gate.passStubbornly();
					return item;
				}));
			}
			gate.awaitArrivals(places);
			bench.stop();
			for (Verb verb : Verb.values()) {
				Refusal.assertToldInItsMidst(verb, callers.get(verb), SIZE, "was shut down");
			}
			bench.awaitEnd();
			assertThat(gate.isOpen()).isFalse();
			gate.open();
			bench.lab.settle();
			assertThat(bench.lab.started()).isEqualTo(gate.arrived());
		}
	}

	/**
	 * An executor in a context that closes on a thread of its own.
	 */
	private static final class Bench implements AutoCloseable {

		private final Lab lab = new Lab(ExecutorKind.POOL_OF_1);

		private final ConfigurableApplicationContext context;

		private final WorkerExecutor executor;

		private final FanOutOperations fanOut;

		private final Thread closing;

		private final OurKind kind;

		Bench(OurKind kind, int size, Duration grace) {
			this.kind = kind;
			this.context = kind.start(size, grace);
			this.executor = OurKind.of(this.context);
			this.fanOut = this.lab.fanOut().on(this.executor);
			this.closing = this.lab.newThread(this.context::close);
		}

		Caller<List<@Nullable Object>> call(Verb verb, Task task) {
			return this.lab.call(verb, this.fanOut, Lab.range(SIZE), task);
		}

		String unit() {
			return (this.kind == OurKind.PLATFORM) ? "threads busy, 0 of 1000 tasks waiting) "
					: "tasks running, 0 of 1000 waiting) ";
		}

		/** Have it stop, and wait until it does. */
		void stop() {
			this.closing.start();
			Await.until("the executor is stopping", () -> !this.executor.isRunning());
		}

		void awaitEnd() throws InterruptedException {
			this.closing.join(Caller.LIMIT.toMillis());
			assertThat(this.closing.isAlive()).isFalse();
			assertThat(this.executor.isShutdown()).isTrue();
		}

		@Override
		public void close() {
			this.lab.close();
			this.context.close();
		}

	}

}

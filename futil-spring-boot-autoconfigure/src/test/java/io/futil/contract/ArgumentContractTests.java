package io.futil.contract;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.fanout.AsyncFanOutOperations;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.Gather;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Law 14: bad arguments fail before anything starts, and are named.
 */
@ContractTest
class ArgumentContractTests {

	private static final Duration NEGATIVE = Duration.ofNanos(-1);

	private static final List<Integer> ITEMS = Lab.range(3);

	/** A null that the compiler lets pass. */
	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <V> V nothing() {
		return null;
	}

	static Stream<Arguments> options() {
		return Stream.of(option("executor", (fanOut) -> fanOut.on(ArgumentContractTests.<String>nothing())),
				option("executor", (fanOut) -> fanOut.on(ArgumentContractTests.<Executor>nothing())),
				option("operation", (fanOut) -> fanOut.named(nothing())),
				option("operation", (fanOut) -> fanOut.named("\t")), option("limit", (fanOut) -> fanOut.concurrency(0)),
				option("limit", (fanOut) -> fanOut.concurrency(-1)),
				option("timeout", (fanOut) -> fanOut.timeout(nothing())),
				option("timeout", (fanOut) -> fanOut.timeout(Duration.ZERO)),
				option("timeout", (fanOut) -> fanOut.timeout(NEGATIVE)),
				option("timeout", (fanOut) -> fanOut.taskTimeout(nothing())),
				option("timeout", (fanOut) -> fanOut.taskTimeout(Duration.ZERO)),
				option("timeout", (fanOut) -> fanOut.taskTimeout(NEGATIVE)),
				option("grace", (fanOut) -> fanOut.cancelGrace(nothing())),
				option("grace", (fanOut) -> fanOut.cancelGrace(NEGATIVE)),
				option("delay", (fanOut) -> fanOut.hedge(nothing())),
				option("delay", (fanOut) -> fanOut.hedge(NEGATIVE)),
				option("quantile", (fanOut) -> fanOut.hedgeAtQuantile(0)),
				option("quantile", (fanOut) -> fanOut.hedgeAtQuantile(1)),
				option("quantile", (fanOut) -> fanOut.hedgeAtQuantile(95)),
				option("quantile", (fanOut) -> fanOut.hedgeAtQuantile(Double.NaN)),
				option("items", (fanOut) -> fanOut.chunkSize(0)),
				option("items", (fanOut) -> fanOut.chunkSize(Integer.MIN_VALUE)),
				option("listener", (fanOut) -> fanOut.onProgress(nothing())));
	}

	static Stream<Arguments> collectionVerbs() {
		return Stream.of(
				verb("items",
						(fanOut, run) -> fanOut
							.map(ArgumentContractTests.<List<Object>>nothing(), (item) -> run.call())),
				verb("fn", (fanOut, run) -> fanOut.map(ITEMS, nothing())),
				verb("items",
						(fanOut, run) -> fanOut.mapOrDefault(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call(), 0)),
				verb("fn", (fanOut, run) -> fanOut.mapOrDefault(ITEMS, nothing(), 0)),
				verb("items",
						(fanOut, run) -> fanOut.mapOrElse(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call(), (item, failure) -> 0)),
				verb("fn", (fanOut, run) -> fanOut.mapOrElse(ITEMS, nothing(), (item, failure) -> 0)),
				verb("fallback", (fanOut, run) -> fanOut.mapOrElse(ITEMS, (item) -> run.call(), nothing())),
				verb("items",
						(fanOut, run) -> fanOut.filter(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call() == null)),
				verb("predicate", (fanOut, run) -> fanOut.filter(ITEMS, nothing())),
				verb("items",
						(fanOut, run) -> fanOut.forEach(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call())),
				verb("action", (fanOut, run) -> fanOut.forEach(ITEMS, nothing())),
				verb("items",
						(fanOut, run) -> fanOut
							.results(ArgumentContractTests.<List<Object>>nothing(), (item) -> run.call())),
				verb("fn", (fanOut, run) -> fanOut.results(ITEMS, nothing())),
				verb("items",
						(fanOut, run) -> fanOut
							.stream(ArgumentContractTests.<List<Object>>nothing(), (item) -> run.call())),
				verb("fn", (fanOut, run) -> fanOut.stream(ITEMS, nothing())),
				verb("items",
						(fanOut, run) -> fanOut.asCompleted(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call())),
				verb("fn", (fanOut, run) -> fanOut.asCompleted(ITEMS, nothing())));
	}

	static Stream<Arguments> namedVerbs() {
		return Stream.of(verb("tasks", (fanOut, run) -> fanOut.scatterGather(nothing())),
				verb("tasks", (fanOut, run) -> fanOut.scatterGatherResults(nothing())),
				verb("tasks", (fanOut, run) -> fanOut.firstSuccess(nothing())),
				verb("tasks", (fanOut, run) -> fanOut.firstSuccess(Map.of())),
				verb("b", (fanOut, run) -> fanOut.scatterGather(withNull(run))),
				verb("b", (fanOut, run) -> fanOut.scatterGatherResults(withNull(run))),
				verb("b", (fanOut, run) -> fanOut.firstSuccess(withNull(run))),
				verb("body", (fanOut, run) -> fanOut.gather(nothing())),
				verb("name", gathering((gather, run) -> gather.require(nothing(), run))),
				verb("name", gathering((gather, run) -> gather.require("", run))),
				verb("name", gathering((gather, run) -> gather.optional(nothing(), run))),
				verb("task", gathering((gather, run) -> gather.require("a", nothing()))),
				verb("task", gathering((gather, run) -> gather.optional("a", nothing()))),
				verb("task", (fanOut, run) -> fanOut.submit(nothing())),
				verb("name", (fanOut, run) -> Tasks.of(nothing(), run)),
				verb("task", (fanOut, run) -> Tasks.of("a", nothing())),
				verb("a", (fanOut, run) -> Tasks.of("a", run).and("a", run)));
	}

	static Stream<Arguments> futureVerbs() {
		return Stream.of(
				async("items",
						(fanOut, run) -> fanOut
							.map(ArgumentContractTests.<List<Object>>nothing(), (item) -> run.call())),
				async("fn", (fanOut, run) -> fanOut.map(ITEMS, nothing())),
				async("items",
						(fanOut, run) -> fanOut.filter(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call() == null)),
				async("predicate", (fanOut, run) -> fanOut.filter(ITEMS, nothing())),
				async("items",
						(fanOut, run) -> fanOut.results(ArgumentContractTests.<List<Object>>nothing(),
								(item) -> run.call())),
				async("fn", (fanOut, run) -> fanOut.results(ITEMS, nothing())),
				async("tasks", (fanOut, run) -> fanOut.scatterGather(nothing())),
				async("b", (fanOut, run) -> fanOut.scatterGather(withNull(run))),
				async("tasks", (fanOut, run) -> fanOut.firstSuccess(nothing())),
				async("tasks", (fanOut, run) -> fanOut.firstSuccess(Map.of())),
				verb("futures",
						(fanOut, run) -> FanOutFuture.await(nothing(), FanOutFuture.Until.ALL_COMPLETED,
								Duration.ofSeconds(1))),
				verb("until", (fanOut, run) -> FanOutFuture.await(List.of(), nothing(), Duration.ofSeconds(1))),
				verb("timeout",
						(fanOut, run) -> FanOutFuture.await(List.of(), FanOutFuture.Until.ALL_COMPLETED, nothing())),
				verb("timeout",
						(fanOut, run) -> FanOutFuture.await(List.of(), FanOutFuture.Until.ALL_COMPLETED, NEGATIVE)),
				verb("futures", (fanOut, run) -> FanOutFuture.asCompleted(nothing(), Duration.ofSeconds(1))),
				verb("timeout", (fanOut, run) -> FanOutFuture.asCompleted(List.of(), nothing())),
				verb("timeout", (fanOut, run) -> FanOutFuture.asCompleted(List.of(), NEGATIVE)),
				verb("executor", (fanOut, run) -> FanOutTemplate.of(nothing())));
	}

	@ParameterizedTest
	@MethodSource("options")
	void anOption(String argument, Consumer<FanOutOperations> option) {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			assertThatIllegalArgumentException().isThrownBy(() -> option.accept(lab.fanOut()))
				.withMessageContaining("'" + argument + "'");
		}
	}

	@ParameterizedTest
	@MethodSource({ "collectionVerbs", "namedVerbs", "futureVerbs" })
	void aVerb(String argument, BiConsumer<FanOutOperations, Callable<Object>> verb) {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_4)) {
			AtomicInteger started = new AtomicInteger();
			assertThatIllegalArgumentException().isThrownBy(() -> verb.accept(lab.fanOut(), () -> {
				started.incrementAndGet();
				return 1;
			})).withMessageContaining("'" + argument + "'");
			lab.quiet();
			assertThat(started).hasValue(0);
		}
	}

	@ParameterizedTest
	@MethodSource("executorNames")
	void anUnknownExecutorIsToldWithTheKnownOnes(String name) {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			assertThatIllegalArgumentException().isThrownBy(() -> lab.fanOut().on(name))
				.withMessage("There is no executor named '" + name + "': a template made by FanOutTemplate.of has one "
						+ "executor, 'default'. Use that name, or on(Executor)");
		}
	}

	@Test
	void aMissingExecutorIsToldWithTheVerbAndTheRemedy() {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			String message = "'executor' of 'on' must not be null; name one, or leave 'on' out for the default";
			assertThatIllegalArgumentException()
				.isThrownBy(() -> lab.fanOut().on(ArgumentContractTests.<String>nothing()))
				.withMessage(message);
			assertThatIllegalArgumentException()
				.isThrownBy(() -> lab.fanOut().on(ArgumentContractTests.<Executor>nothing()))
				.withMessage(message);
		}
	}

	@Test
	void futuresThatAreNotDoneAreToldWithTheTimeAsOneWritesIt() {
		CountDownLatch end = new CountDownLatch(1);
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			FanOutFuture<Integer> future = lab.fanOut().submit(() -> {
				end.await();
				return 1;
			});
			assertThatExceptionOfType(FanOutTimeoutException.class)
				.isThrownBy(() -> FanOutFuture.asCompleted(List.of(future), Duration.ofMillis(20)).toList())
				.withMessage("1 of 1 futures were not done within 20ms");
			end.countDown();
			assertThat(future.join()).isEqualTo(1);
		}
	}

	@Test
	void aDurationIsToldAsOneWritesIt() {
		try (Lab lab = new Lab(ExecutorKind.POOL_OF_1)) {
			assertThatIllegalArgumentException().isThrownBy(() -> lab.fanOut().timeout(Duration.ofSeconds(-1)))
				.withMessage("'timeout' is -1s; it must be longer than zero");
			assertThatIllegalArgumentException().isThrownBy(() -> lab.fanOut().taskTimeout(NEGATIVE))
				.withMessage("'timeout' of 'taskTimeout' is -1ns; it must be longer than zero");
			assertThatIllegalArgumentException().isThrownBy(() -> lab.fanOut().cancelGrace(Duration.ofMillis(-20)))
				.withMessage("'grace' of 'cancelGrace' is -20ms; it must not be negative");
		}
	}

	static Stream<String> executorNames() {
		return Stream.of("nobody", "Default", "../env", "default ", " ", "");
	}

	private static Arguments option(String argument, Consumer<FanOutOperations> option) {
		return Arguments.of(argument, option);
	}

	private static Arguments verb(String argument, BiConsumer<FanOutOperations, Callable<Object>> verb) {
		return Arguments.of(argument, verb);
	}

	private static Arguments async(String argument, BiConsumer<AsyncFanOutOperations, Callable<Object>> verb) {
		return verb(argument, (fanOut, run) -> verb.accept(fanOut.async(), run));
	}

	private static BiConsumer<FanOutOperations, Callable<Object>> gathering(
			BiConsumer<Gather, Callable<Object>> declaration) {
		return (fanOut, run) -> fanOut.gather((gather) -> {
			declaration.accept(gather, run);
			return 1;
		});
	}

	private static Map<String, Callable<Object>> withNull(Callable<Object> run) {
		Map<String, Callable<Object>> tasks = new HashMap<>();
		tasks.put("a", run);
		tasks.put("b", nothing());
		return tasks;
	}

}

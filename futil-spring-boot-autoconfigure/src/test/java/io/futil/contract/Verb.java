package io.futil.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Gather.Branch;
import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * The verbs, reduced to one shape: run this task for these items and tell one value per
 * item. A failure that the verb takes as an outcome is told as {@link Failed}.
 */
enum Verb {

	MAP((fanOut, items, task) -> fanOut.map(items, task::run), Trait.FAILS_FAST, Trait.LAZY, Trait.WAITS),

	MAP_OR_DEFAULT((fanOut, items, task) -> fanOut.mapOrDefault(items, task::run, Failed.UNKNOWN), Trait.SETTLES,
			Trait.LAZY, Trait.WAITS),

	MAP_OR_ELSE((fanOut, items, task) -> fanOut.<@Nullable Object, @Nullable Object>mapOrElse(items, task::run,
			(item, cause) -> new Failed(null, cause)), Trait.SETTLES, Trait.LAZY, Trait.WAITS),

	/** Keeps every item, so its values are the items. */
	FILTER((fanOut, items, task) -> fanOut.filter(items, (item) -> {
		task.run(item);
		return true;
	}), Trait.FAILS_FAST, Trait.LAZY, Trait.WAITS),

	/** Has no values. */
	FOR_EACH((fanOut, items, task) -> {
		fanOut.forEach(items, task::run);
		return List.of();
	}, Trait.FAILS_FAST, Trait.LAZY, Trait.WAITS, Trait.VOID),

	RESULTS((fanOut, items, task) -> Failed.orValues(fanOut.results(items, task::run)), Trait.SETTLES, Trait.LAZY,
			Trait.WAITS, Trait.REASONS),

	STREAM((fanOut, items, task) -> {
		try (Stream<@Nullable Object> stream = fanOut.stream(items, task::run)) {
			return stream.toList();
		}
	}, Trait.FAILS_FAST, Trait.LAZY, Trait.WAITS, Trait.STREAMS),

	/** Its values are put back in the order of the input. */
	AS_COMPLETED((fanOut, items, task) -> {
		try (Stream<TaskResult<@Nullable Object, @Nullable Object>> stream = fanOut.asCompleted(items, task::run)) {
			return Failed.orValues(stream.sorted(Comparator.comparingInt(TaskResult::index)).toList());
		}
	}, Trait.KEEPS_FAILURES, Trait.LAZY, Trait.WAITS, Trait.STREAMS),

	SCATTER_GATHER((fanOut, items, task) -> new ArrayList<>(fanOut.scatterGather(named(items, task)).values()),
			Trait.FAILS_FAST, Trait.WAITS),

	SCATTER_GATHER_RESULTS(
			(fanOut, items, task) -> Failed.orValues(fanOut.scatterGatherResults(named(items, task)).values()),
			Trait.SETTLES, Trait.WAITS, Trait.REASONS),

	GATHER((fanOut, items, task) -> fanOut.gather((gather) -> {
		List<Branch<@Nullable Object>> branches = new ArrayList<>();
		named(items, task).forEach((name, branch) -> branches.add(gather.require(name, branch)));
		return values(branches);
	}), Trait.FAILS_FAST, Trait.WAITS),

	GATHER_OPTIONAL((fanOut, items, task) -> fanOut.gather((gather) -> {
		List<Branch<@Nullable Object>> branches = new ArrayList<>();
		named(items, task)
			.forEach((name, branch) -> branches.add(gather.optional(name, branch).orElse(Failed.UNKNOWN)));
		return values(branches);
	}), Trait.SETTLES, Trait.WAITS),

	/** Has one value, of whichever item comes first. */
	FIRST_SUCCESS((fanOut, items, task) -> one(fanOut.firstSuccess(named(items, task)).value()), Trait.RACES,
			Trait.WAITS),

	/** The same, one after the other in quick succession. */
	HEDGED_FIRST_SUCCESS(
			(fanOut, items, task) -> one(fanOut.hedge(Duration.ZERO).firstSuccess(named(items, task)).value()),
			Trait.RACES, Trait.WAITS),

	/** Independent tasks: the first failure is told when all have ended. */
	SUBMIT((fanOut, items, task) -> {
		List<FanOutFuture<@Nullable Object>> futures = new ArrayList<>();
		named(items, task).values().forEach((callable) -> futures.add(fanOut.submit(callable)));
		FanOutFuture.await(futures, FanOutFuture.Until.ALL_COMPLETED, Caller.LIMIT);
		List<@Nullable Object> values = new ArrayList<>();
		for (FanOutFuture<@Nullable Object> future : futures) {
			values.add(get(future));
		}
		return values;
	}, Trait.ASYNC, Trait.INDEPENDENT),

	ASYNC_MAP(async((fanOut, items, task) -> Started.of(fanOut.async().map(items, task::run), Function.identity())),
			Trait.FAILS_FAST, Trait.LAZY, Trait.ASYNC),

	ASYNC_FILTER(async((fanOut, items, task) -> Started.of(fanOut.async().filter(items, (item) -> {
		task.run(item);
		return true;
	}), Function.identity())), Trait.FAILS_FAST, Trait.LAZY, Trait.ASYNC),

	ASYNC_RESULTS(
			async((fanOut, items, task) -> Started.of(fanOut.async().results(items, task::run), Failed::orValues)),
			Trait.SETTLES, Trait.LAZY, Trait.ASYNC, Trait.REASONS),

	ASYNC_SCATTER_GATHER(async((fanOut, items, task) -> Started.of(fanOut.async().scatterGather(named(items, task)),
			(values) -> new ArrayList<>(values.values()))), Trait.FAILS_FAST, Trait.ASYNC),

	ASYNC_FIRST_SUCCESS(async((fanOut, items, task) -> Started.of(fanOut.async().firstSuccess(named(items, task)),
			(winner) -> one(winner.value()))), Trait.RACES, Trait.ASYNC),

	ASYNC_HEDGED_FIRST_SUCCESS(async((fanOut, items, task) -> Started
		.of(fanOut.hedge(Duration.ZERO).async().firstSuccess(named(items, task)), (winner) -> one(winner.value()))),
			Trait.RACES, Trait.ASYNC);

	private final Shape shape;

	private final Set<Trait> traits;

	Verb(Shape shape, Trait... traits) {
		this.shape = shape;
		this.traits = EnumSet.copyOf(List.of(traits));
	}

	List<@Nullable Object> run(FanOutOperations fanOut, Iterable<?> items, Task task) throws Exception {
		@SuppressWarnings("unchecked")
		Iterable<@Nullable Object> anything = (Iterable<@Nullable Object>) items;
		return this.shape.run(fanOut, anything, task);
	}

	/** Start it and do not wait: an asynchronous verb, of one call. */
	Started<?> start(FanOutOperations fanOut, Iterable<?> items, Task task) {
		if (!(this.shape instanceof AsyncShape async)) {
			throw new IllegalStateException(this + " is no call that has one future");
		}
		@SuppressWarnings("unchecked")
		Iterable<@Nullable Object> anything = (Iterable<@Nullable Object>) items;
		return async.start(fanOut, anything, task);
	}

	/** Open it and take nothing: a verb whose results are taken one by one. */
	Stream<?> open(FanOutOperations fanOut, Iterable<?> items, Task task) {
		@SuppressWarnings("unchecked")
		Iterable<@Nullable Object> anything = (Iterable<@Nullable Object>) items;
		return (this == STREAM) ? fanOut.<@Nullable Object, @Nullable Object>stream(anything, task::run)
				: fanOut.<@Nullable Object, @Nullable Object>asCompleted(anything, task::run);
	}

	/** Whether it is one call with one future. */
	boolean isStartable() {
		return this.shape instanceof AsyncShape;
	}

	/** Whether it waits for the values of tasks that are all known when it begins. */
	boolean isOfAList() {
		return is(Trait.WAITS) && !is(Trait.STREAMS) && !is(Trait.RACES) && this != GATHER && this != GATHER_OPTIONAL;
	}

	boolean is(Trait trait) {
		return this.traits.contains(trait);
	}

	/** Whether it tells one value per item, in the order of the input. */
	boolean tellsAll() {
		return !is(Trait.VOID) && !is(Trait.RACES);
	}

	private static Shape async(AsyncShape shape) {
		return shape;
	}

	private static Map<String, Callable<@Nullable Object>> named(Iterable<@Nullable Object> items, Task task) {
		Map<String, Callable<@Nullable Object>> named = new LinkedHashMap<>();
		items.forEach((item) -> named.put("task-" + named.size(), () -> task.run(item)));
		return named;
	}

	private static List<@Nullable Object> values(List<Branch<@Nullable Object>> branches) {
		List<@Nullable Object> values = new ArrayList<>();
		branches.forEach((branch) -> values.add(branch.get()));
		return values;
	}

	private static List<@Nullable Object> one(@Nullable Object value) {
		List<@Nullable Object> one = new ArrayList<>();
		one.add(value);
		return one;
	}

	/** Wait for a future and throw what is in it bare, as the waiting verbs do. */
	static <R extends @Nullable Object> R get(Future<R> future) throws Exception {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	enum Trait {

		FAILS_FAST, SETTLES, KEEPS_FAILURES, RACES, INDEPENDENT,
		/** Reads an {@code Iterable} as it goes. */
		LAZY,
		/** The caller waits inside the verb. */
		WAITS, ASYNC, STREAMS, VOID,
		/** Tells the reason of each failure. */
		REASONS

	}

	@FunctionalInterface
	private interface Shape {

		List<@Nullable Object> run(FanOutOperations fanOut, Iterable<@Nullable Object> items, Task task)
				throws Exception;

	}

	@FunctionalInterface
	private interface AsyncShape extends Shape {

		Started<?> start(FanOutOperations fanOut, Iterable<@Nullable Object> items, Task task);

		@Override
		default List<@Nullable Object> run(FanOutOperations fanOut, Iterable<@Nullable Object> items, Task task)
				throws Exception {
			return start(fanOut, items, task).values();
		}

	}

}

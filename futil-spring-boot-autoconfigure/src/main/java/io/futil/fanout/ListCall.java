package io.futil.fanout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A call that returns all its results at once, and the shapes it can return them in. The
 * shapes are to be asked for once the call has ended.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class ListCall<T extends @Nullable Object, R extends @Nullable Object> {

	private final ListSink<T, R> sink;

	/**
	 * The items, where they were all there at the start. If nobody asks for them, values
	 * take their places one by one: a tiny task then touches memory once, not twice.
	 */
	private final Object @Nullable [] @Nullable [] items;

	private final Call<T, R> call;

	private ListCall(CallSettings settings, Iterable<? extends T> items, TaskBody<T, R> body,
			@Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback, boolean settles,
			boolean valuesOnly) {
		this.items = (items instanceof Collection<?> collection) ? Segments.of(collection) : null;
		Slots slots = (this.items != null) ? new Slots(Segments.size(this.items)) : new Slots();
		this.sink = settles ? ListSink.settling(slots) : ListSink.failingFast(slots);
		Source<T> source = (this.items != null) ? new ArraySource<>(this.items, settings.chunkSize())
				: IteratorSource.unbounded(items, slots::reserve);
		this.call = new Call<>(settings, source, body, fallback, this.sink);
		if (this.call.isPlain() && this.items != null) {
			this.sink.keepBareValues(valuesOnly ? Slots.inPlaceOf(this.items) : slots);
		}
	}

	/** A call that ends with the first failure. */
	static <T extends @Nullable Object, R extends @Nullable Object> ListCall<T, R> failingFast(CallSettings settings,
			Iterable<? extends T> items, TaskBody<T, R> body) {
		return new ListCall<>(settings, items, body, null, false, false);
	}

	/** The same, of which nobody wants more than {@link #values()}. */
	static <T extends @Nullable Object, R extends @Nullable Object> ListCall<T, R> mapping(CallSettings settings,
			Iterable<? extends T> items, TaskBody<T, R> body) {
		return new ListCall<>(settings, items, body, null, false, true);
	}

	/** A call that takes failures as outcomes. */
	static <T extends @Nullable Object, R extends @Nullable Object> ListCall<T, R> settling(CallSettings settings,
			Iterable<? extends T> items, TaskBody<T, R> body,
			@Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback) {
		return new ListCall<>(settings, items, body, fallback, true, false);
	}

	/** Named tasks, as a list in the order of the map. */
	static <R extends @Nullable Object> ListCall<String, R> named(CallSettings settings,
			Map<String, ? extends Callable<? extends R>> tasks, boolean settles) {
		NamedTasks<R> named = NamedTasks.of(settings, tasks);
		return settles ? settling(settings, named.names(), named.body(), null)
				: failingFast(settings, named.names(), named.body());
	}

	Call<T, R> call() {
		return this.call;
	}

	/** Run the call and wait for its end. */
	void run() {
		if (this.items != null) {
			Waiting.runHelping(this.call);
		}
		else {
			Waiting.run(this.call);
		}
	}

	/** The value of each item, of a call that fails fast. */
	List<R> values() {
		this.call.finish();
		Verdict.check(this.call, this::resultsNow);
		return this.sink.values();
	}

	/** The items for which the value is true. */
	List<T> kept() {
		List<R> values = values();
		List<T> kept = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			if (Boolean.TRUE.equals(values.get(i))) {
				kept.add(item(i));
			}
		}
		return Collections.unmodifiableList(kept);
	}

	/** The outcome of each item. */
	List<TaskResult<T, R>> results() {
		this.call.finish();
		Stop stop = this.call.stopped();
		if (stop == null) {
			return this.sink.results();
		}
		return switch (stop.kind()) {
			case TIMED_OUT -> resultsNow();
			case REJECTED -> resultsRejected(stop);
			default -> throw Verdict.of(this.call, stop, this::resultsNow);
		};
	}

	/** The value of each item, with fallbacks for those that have none. */
	List<R> valuesOr(BiFunction<? super T, ? super Throwable, ? extends R> fallback) {
		List<R> values = new ArrayList<>();
		for (TaskResult<T, R> result : results()) {
			values.add((result instanceof TaskResult.Failure<T, R> failure)
					? fallback.apply(failure.item(), failure.cause()) : result.value());
		}
		return Collections.unmodifiableList(values);
	}

	/** Values by name, for named tasks. */
	static <R extends @Nullable Object> Map<String, R> valuesByName(ListCall<String, R> call) {
		List<R> values = call.values();
		Map<String, R> byName = new LinkedHashMap<>();
		for (int i = 0; i < values.size(); i++) {
			byName.put(call.item(i), values.get(i));
		}
		return Collections.unmodifiableMap(byName);
	}

	/** Outcomes by name, for named tasks. */
	static <R extends @Nullable Object> Map<String, TaskResult<String, R>> resultsByName(ListCall<String, R> call) {
		Map<String, TaskResult<String, R>> byName = new LinkedHashMap<>();
		for (TaskResult<String, R> result : call.results()) {
			byName.put(result.item(), result);
		}
		return Collections.unmodifiableMap(byName);
	}

	private List<TaskResult<T, R>> resultsNow() {
		FanOutTimeoutException late = Verdict.late(this.call);
		return resultsNow(Reason.TIMED_OUT, late, (index) -> unstarted(index, Reason.NOT_STARTED, late));
	}

	/** A list that ends before its lazy input does must not look like all there was. */
	private List<TaskResult<T, R>> resultsRejected(Stop stop) {
		FanOutRejectedException rejected = Verdict.rejected(this.call, stop);
		List<TaskResult<T, R>> results = resultsNow(Reason.CANCELLED, rejected,
				(index) -> unstarted(index, Reason.REJECTED, rejected));
		if (this.items == null && results.stream().noneMatch((result) -> isOf(result, rejected))) {
			throw rejected;
		}
		return results;
	}

	private static boolean isOf(TaskResult<?, ?> result, Throwable cause) {
		return result instanceof TaskResult.Failure<?, ?> failure && failure.cause() == cause;
	}

	private List<TaskResult<T, R>> resultsNow(Reason running, Throwable cause,
			IntFunction<@Nullable TaskResult<T, R>> unstarted) {
		// The running ones first: one that ends meanwhile is then found in its slot.
		Map<Integer, TaskResult.Failure<T, R>> marked = this.call.crew().running(running, cause);
		return this.sink.results(marked, unstarted);
	}

	/** An item of a lazy source that was read at this very moment is not known here. */
	private @Nullable TaskResult<T, R> unstarted(int index, Reason reason, Throwable cause) {
		return (this.items == null) ? null
				: new TaskResult.Failure<>(item(index), reason, cause, new Execution(index, 0, 0, 0));
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // T may itself be nullable
	private T item(int index) {
		return (this.items != null) ? (T) Segments.get(this.items, index) : this.sink.results().get(index).item();
	}

}

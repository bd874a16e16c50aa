package io.futil.fanout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Outcomes by index: the sink of every verb that returns all its results at once. A slot
 * holds the bare value where nobody asks for more, else the whole {@link TaskResult}; it
 * is empty while there is no outcome.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class ListSink<T extends @Nullable Object, R extends @Nullable Object> implements Sink<T, R> {

	private Slots slots;

	private final boolean settles;

	private boolean bare;

	private ListSink(Slots slots, boolean settles) {
		this.slots = slots;
		this.settles = settles;
	}

	/** A sink whose call ends with the first failure. */
	static <T extends @Nullable Object, R extends @Nullable Object> ListSink<T, R> failingFast(Slots slots) {
		return new ListSink<>(slots, false);
	}

	/** A sink that takes failures as outcomes. */
	static <T extends @Nullable Object, R extends @Nullable Object> ListSink<T, R> settling(Slots slots) {
		return new ListSink<>(slots, true);
	}

	/** Keep bare values only, in these slots. To be said before the call starts. */
	void keepBareValues(Slots slots) {
		this.bare = true;
		this.slots = slots;
	}

	@Override
	public boolean needsTimes() {
		return this.settles;
	}

	@Override
	public boolean needsRunning() {
		return this.settles;
	}

	@Override
	public boolean success(T item, R value, Execution execution) {
		this.slots.set(execution.index(), this.bare ? value : new TaskResult.Success<>(item, value, execution));
		return true;
	}

	@Override
	public boolean success(int index, T item, R value, long waitedNanos, long elapsedNanos) {
		this.slots.set(index, this.bare ? value
				: new TaskResult.Success<>(item, value, new Execution(index, 1, waitedNanos, elapsedNanos)));
		return true;
	}

	@Override
	public @Nullable Object @Nullable [] slotsOfRun(int first) {
		return this.bare ? this.slots.segment(first) : null;
	}

	@Override
	public boolean failure(TaskResult.Failure<T, R> failure) {
		if (!this.bare) {
			this.slots.set(failure.index(), failure);
		}
		return this.settles;
	}

	/** The values of a call whose tasks all succeeded. */
	List<R> values() {
		if (this.bare) {
			return this.slots.asList();
		}
		List<R> values = new ArrayList<>(this.slots.size());
		for (TaskResult<T, R> result : this.slots.<TaskResult<T, R>>asList()) {
			values.add(result.value());
		}
		return Collections.unmodifiableList(values);
	}

	/** The outcomes of a call whose tasks all have one. */
	List<TaskResult<T, R>> results() {
		return this.slots.asList();
	}

	/**
	 * The outcomes of a call that ended early, as of now.
	 * @param running the tasks that were claimed
	 * @param late the outcome of a task that was not, by index, or {@code null} if there
	 * is nothing to tell of it
	 */
	List<TaskResult<T, R>> results(Map<Integer, TaskResult.Failure<T, R>> running,
			IntFunction<@Nullable TaskResult<T, R>> late) {
		List<TaskResult<T, R>> results = new ArrayList<>(this.slots.size());
		for (int i = 0; i < this.slots.size(); i++) {
			@SuppressWarnings("unchecked")
			TaskResult<T, R> result = (TaskResult<T, R>) this.slots.get(i);
			if (result == null) {
				result = running.get(i);
			}
			result = (result != null) ? result : late.apply(i);
			if (result != null) {
				results.add(result);
			}
		}
		return Collections.unmodifiableList(results);
	}

}

package io.futil.fanout;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Puts outcomes that come in the order of completion back into the order of the input.
 * Used by the consumer's thread only.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class InputOrder<T extends @Nullable Object, R extends @Nullable Object> {

	/** What is there before its turn. */
	private final Map<Integer, TaskResult<T, R>> early = new HashMap<>();

	private int next;

	/**
	 * Take outcomes until the one whose turn it is comes.
	 * @return it, or {@code null} if it has not come yet
	 */
	@Nullable TaskResult<T, R> next(QueueSink<T, R> sink) {
		TaskResult<T, R> result = this.early.remove(this.next);
		while (result == null) {
			TaskResult<T, R> come = sink.poll();
			if (come == null) {
				return null;
			}
			if (come.index() == this.next) {
				result = come;
			}
			else {
				this.early.put(come.index(), come);
			}
		}
		this.next++;
		return result;
	}

	/** What came before its turn and was not taken. */
	Collection<TaskResult<T, R>> rest() {
		return this.early.values();
	}

}

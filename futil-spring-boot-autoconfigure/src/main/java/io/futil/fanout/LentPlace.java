package io.futil.fanout;

import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * The place of the current thread, lent while it waits.
 *
 * @param place the executor whose place it is, {@code null} if the thread has none
 */
record LentPlace(@Nullable ExecutorHandle place) {

	private static final LentPlace NONE = new LentPlace(null);

	/** Lend the place of the current thread, if it has one. */
	static LentPlace of(ExecutorHandles handles) {
		ExecutorHandle place = Frame.place(handles);
		if (place == null) {
			return NONE;
		}
		place.lent().lend();
		return new LentPlace(place);
	}

	/** Lend it for a future, unless there is nothing to wait for. */
	static LentPlace whileWaiting(Future<?> future, Call<?, ?> call) {
		return future.isDone() ? NONE : of(call.settings().handles());
	}

	/** The thread goes on. */
	void reclaim() {
		if (this.place != null) {
			this.place.lent().reclaim();
		}
	}

}

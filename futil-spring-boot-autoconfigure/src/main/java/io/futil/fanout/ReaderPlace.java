package io.futil.fanout;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The place of the worker that reads several items at a time, lent while their iterator
 * keeps it waiting: perhaps for the tasks of those it has read already, and the executor
 * has no other thread for them.
 */
final class ReaderPlace {

	/** The executor whose place it is; {@code null} if nobody reads, or it is lent. */
	private final AtomicReference<@Nullable ExecutorHandle> place = new AtomicReference<>();

	/** The current thread, the only one that does so, begins to read. */
	void begin() {
		this.place.set(ownPlace());
	}

	/** It has read enough. */
	void end() {
		ExecutorHandle own = ownPlace();
		if (own != null && this.place.getAndSet(null) == null) {
			own.lent().reclaim();
		}
	}

	/**
	 * The reader does not get on. Called beside it; where it gets on just now, or the
	 * next one reads already, that one lends its place for a moment.
	 */
	void lend() {
		ExecutorHandle place = this.place.get();
		if (place == null) {
			return;
		}
		// First this: the reader may take it back at once.
		place.lent().lendForAnother();
		if (!this.place.compareAndSet(place, null)) {
			place.lent().reclaim();
		}
	}

	private static @Nullable ExecutorHandle ownPlace() {
		Frame frame = Frame.current();
		return (frame != null) ? frame.place() : null;
	}

}

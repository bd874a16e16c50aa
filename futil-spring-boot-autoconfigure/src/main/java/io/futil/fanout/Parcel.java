package io.futil.fanout;

import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * A few outcomes on their way from one worker to the consumer. It is sent with the first
 * of them; the worker adds the others while it is under way.
 *
 * @param <E> the type of the outcomes
 */
final class Parcel<E> {

	private static final Object END = new Object();

	/** Outcomes, as far as they are there, and the end if it came early. */
	private final AtomicReferenceArray<@Nullable Object> contents;

	/** Used by the worker only. */
	private int added;

	/** Used by the consumer only. */
	private int taken;

	/** The parcel below on the stack of those that were sent. */
	@Nullable Parcel<E> next;

	/**
	 * An empty parcel.
	 * @param room how many outcomes fit
	 */
	Parcel(int room) {
		this.contents = new AtomicReferenceArray<>(room);
	}

	/** Add an outcome. Called by the worker, while there is room. */
	void add(E outcome) {
		this.contents.setRelease(this.added++, outcome);
	}

	/** Whether there is room for one more. Called by the worker. */
	boolean hasRoom() {
		return this.added < this.contents.length();
	}

	/** Nothing more will be added. Called by the worker. */
	void close() {
		if (hasRoom()) {
			this.contents.setRelease(this.added, END);
		}
	}

	/**
	 * The next outcome, or {@code null} if it is not there yet. Called by the consumer.
	 */
	@SuppressWarnings("unchecked")
	@Nullable E poll() {
		Object outcome = (this.taken < this.contents.length()) ? this.contents.getAcquire(this.taken) : null;
		if (outcome == null || outcome == END) {
			return null;
		}
		this.contents.setPlain(this.taken++, null);
		return (E) outcome;
	}

	/** Whether everything was taken and nothing more comes. Called by the consumer. */
	boolean isOver() {
		return this.taken == this.contents.length() || this.contents.getAcquire(this.taken) == END;
	}

}

package io.futil.fanout;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * How many workers of a call are running, that is, may be in a task. That is in the lower
 * half of one word; in the upper half is how often one has entered. So one look tells
 * that none is there, and two equal looks that none was there in between.
 */
final class Presence {

	private static final long ENTERED = 1L << Integer.SIZE;

	private final AtomicLong word = new AtomicLong();

	/** A worker may be in a task from now on. */
	void enter() {
		this.word.addAndGet(ENTERED + 1);
	}

	/**
	 * A worker is in no task any more.
	 * @return whether it was the last
	 */
	boolean exit() {
		return (int) this.word.decrementAndGet() == 0;
	}

	boolean isAnybodyThere() {
		return (int) this.word.get() != 0;
	}

	boolean areSeveralThere() {
		return (int) this.word.get() > 1;
	}

	/** Whether the condition is true, and nobody was there while it was looked at. */
	boolean isNobodyThereWhile(BooleanSupplier condition) {
		long before = this.word.get();
		return (int) before == 0 && condition.getAsBoolean() && this.word.get() == before;
	}

}

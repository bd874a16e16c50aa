package io.futil.fanout;

import io.futil.fanout.spi.CallOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Why a call stopped before its tasks were all done.
 *
 * @param kind what happened
 * @param cause what was thrown, where something was
 */
record Stop(Kind kind, @Nullable Throwable cause) {

	static final Stop TIMED_OUT = new Stop(Kind.TIMED_OUT, null);

	static final Stop WON = new Stop(Kind.WON, null);

	static final Stop CANCELLED = new Stop(Kind.CANCELLED, null);

	static final Stop RELEASED = new Stop(Kind.RELEASED, null);

	static Stop failed(Throwable cause) {
		return new Stop(Kind.FAILED, cause);
	}

	static Stop interrupted(@Nullable Throwable cause) {
		return new Stop(Kind.INTERRUPTED, cause);
	}

	static Stop rejected(Throwable cause) {
		return new Stop(Kind.REJECTED, cause);
	}

	/** What happened, and what follows from it. */
	enum Kind {

		/** A task failed, or the source did. */
		FAILED(true, true, CallOutcome.FAILED),

		/** The deadline passed. */
		TIMED_OUT(true, false, CallOutcome.TIMED_OUT),

		/** The caller was interrupted. */
		INTERRUPTED(true, true, CallOutcome.INTERRUPTED),

		/** The call was cancelled: its future, or the stream that was closed. */
		CANCELLED(true, false, CallOutcome.CANCELLED),

		/** The call was cancelled, but what runs may run to its end. */
		RELEASED(false, false, CallOutcome.CANCELLED),

		/** The executor took no worker. */
		REJECTED(true, true, CallOutcome.REJECTED),

		/** There is a result, and what still runs is not needed. */
		WON(true, false, CallOutcome.SUCCEEDED);

		private final boolean interrupts;

		private final boolean waits;

		private final CallOutcome outcome;

		Kind(boolean interrupts, boolean waits, CallOutcome outcome) {
			this.interrupts = interrupts;
			this.waits = waits;
			this.outcome = outcome;
		}

		/** Whether tasks that run are interrupted. */
		boolean interrupts() {
			return this.interrupts;
		}

		/** What the call comes to. */
		CallOutcome outcome() {
			return this.outcome;
		}

		/** Whether the call waits for them, for the grace. */
		boolean waits() {
			return this.waits;
		}

	}

}

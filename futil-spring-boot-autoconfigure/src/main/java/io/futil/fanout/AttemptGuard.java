package io.futil.fanout;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Stands around each attempt of a worker, and around whatever else of the user's code it
 * runs: so that the end of the call can interrupt it, and that it is counted as abandoned
 * while it goes on behind that end.
 */
final class AttemptGuard {

	private final InterruptGuard interrupts = new InterruptGuard();

	/** The attempt as one that is abandoned, if it is. */
	private final AtomicReference<@Nullable AbandonedAttempt> abandoned = new AtomicReference<>();

	/**
	 * The attempt of another call that the carrying thread is in, if it is. Used by that
	 * thread only.
	 */
	private @Nullable InterruptGuard outer;

	/** Whether the carrying thread is the caller's, whose interrupts are not ours. */
	private boolean inCaller;

	/**
	 * A thread carries the worker from now on, inside the attempt of that frame.
	 * @param inCaller whether it is the thread that has made the call
	 */
	void carriedIn(@Nullable Frame outer, boolean inCaller) {
		this.outer = (outer != null) ? outer.guard() : null;
		this.inCaller = inCaller;
	}

	/** Begin an attempt on the current thread. */
	long begin() {
		return this.interrupts.begin();
	}

	/**
	 * End the attempt, and with it the interrupt that was meant for it. But there is one
	 * flag for all: where this thread is inside an attempt of another call, that one's
	 * interrupt may have come at the same time, and where it is the caller's, one that
	 * was there before.
	 * @return whether the attempt was interrupted
	 */
	boolean end() {
		boolean interrupted = this.interrupts.end();
		if (interrupted && isForOthersToo()) {
			Thread.currentThread().interrupt();
		}
		if (this.abandoned.get() != null) {
			countOut();
		}
		return interrupted;
	}

	/** Whatever was thrown in between: no attempt of the current thread goes on. */
	void endIfUnderWay() {
		if (this.interrupts.isUnderWay()) {
			end();
		}
	}

	private boolean isForOthersToo() {
		InterruptGuard outer = this.outer;
		return (outer != null && outer.isInterrupted()) || (this.inCaller && this.interrupts.foundInterrupted());
	}

	/** Through which the attempt can be interrupted. */
	InterruptGuard interrupts() {
		return this.interrupts;
	}

	/** The call has ended. Count the attempt if there is one. */
	void callEnded(ExecutorHandle handle, String operation) {
		if (this.interrupts.isUnderWay()) {
			AbandonedAttempt task = new AbandonedAttempt(handle, operation, this.interrupts.threadUnderWay());
			task.begin();
			this.abandoned.set(task);
			// It may have ended just now, and have looked too early.
			if (!this.interrupts.isUnderWay()) {
				countOut();
			}
		}
	}

	private void countOut() {
		AbandonedAttempt task = this.abandoned.getAndSet(null);
		if (task != null) {
			task.end();
		}
	}

}

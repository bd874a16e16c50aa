package io.futil.fanout;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Delivers an interrupt to one attempt of a task, or to nobody: never to the next attempt
 * on the same thread, and never to the thread's owner.
 * <p>
 * The state is a number of the attempt and a phase: {@code IDLE} between attempts,
 * {@code RUNNING} in one, {@code INTERRUPTING} while some thread is about to call
 * {@link Thread#interrupt()}, {@code INTERRUPTED} once it has. Whoever interrupts must
 * first win the step to {@code INTERRUPTING}; the worker that ends an attempt waits for
 * that thread to be gone and then clears the flag.
 */
final class InterruptGuard {

	private static final int PHASE_BITS = 2;

	private static final long PHASE_MASK = (1 << PHASE_BITS) - 1;

	private static final long IDLE = 0;

	private static final long RUNNING = 1;

	private static final long INTERRUPTING = 2;

	private static final long INTERRUPTED = 3;

	private final AtomicLong state = new AtomicLong(IDLE);

	private volatile @Nullable Thread thread;

	/** Whether the thread was interrupted by somebody else when this guard did. */
	private boolean foundInterrupted;

	/** Start an attempt on the current thread. Called by the worker. */
	long begin() {
		this.thread = Thread.currentThread();
		long attempt = (this.state.get() >>> PHASE_BITS) + 1;
		this.state.set(attempt << PHASE_BITS | RUNNING);
		return attempt;
	}

	/**
	 * End the attempt. Called by the worker.
	 * @return whether it was interrupted through this guard
	 */
	boolean end() {
		long running = this.state.get() & ~PHASE_MASK | RUNNING;
		long idle = running & ~PHASE_MASK;
		if (this.state.compareAndSet(running, idle)) {
			return false;
		}
		// The other thread is between its two steps: two instructions away.
		while (!this.state.compareAndSet(idle | INTERRUPTED, idle)) {
			Thread.onSpinWait();
		}
		Thread.interrupted();
		return true;
	}

	/**
	 * Whether somebody else had interrupted the thread before this guard did. To be asked
	 * by the worker, of an attempt that has ended and was interrupted.
	 */
	boolean foundInterrupted() {
		return this.foundInterrupted;
	}

	/** Interrupt whatever attempt runs now. Called by any thread. */
	void interrupt() {
		long now = this.state.get();
		while (isUnderWay(now) && !interrupt(now)) {
			now = this.state.get();
		}
	}

	/**
	 * Interrupt the given attempt if it still runs. Called by any thread.
	 * @return whether it was
	 */
	boolean interruptAttempt(long attempt) {
		long now = this.state.get();
		while (now >>> PHASE_BITS == attempt && isUnderWay(now)) {
			if (interrupt(now)) {
				return true;
			}
			now = this.state.get();
		}
		return false;
	}

	/** Whether there is an attempt now. */
	boolean isUnderWay() {
		return isUnderWay(this.state.get());
	}

	/** The thread of the attempt that runs now, {@code null} if there is none. */
	@Nullable Thread threadUnderWay() {
		Thread thread = this.thread;
		return isUnderWay() ? thread : null;
	}

	/** Whether the attempt that runs now was interrupted. Called by the worker. */
	boolean isInterrupted() {
		return (this.state.get() & PHASE_MASK) > RUNNING;
	}

	private boolean interrupt(long expected) {
		long attempt = expected & ~PHASE_MASK;
		if ((expected & PHASE_MASK) == INTERRUPTING || !this.state.compareAndSet(expected, attempt | INTERRUPTING)) {
			Thread.onSpinWait();
			return false;
		}
		Thread target = this.thread;
		if (target != null) {
			if ((expected & PHASE_MASK) == RUNNING) {
				// Told to the worker by the step to INTERRUPTED.
				this.foundInterrupted = target.isInterrupted();
			}
			target.interrupt();
		}
		this.state.set(attempt | INTERRUPTED);
		return true;
	}

	private static boolean isUnderWay(long state) {
		return (state & PHASE_MASK) != IDLE;
	}

}

package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.spi.WorkerThread;

/**
 * Ends a call when it must, by the clock: at its deadline, behind its grace, and when its
 * executor has lost the workers.
 */
final class Watch {

	/** How often somebody looks whether an executor still lives that does not tell. */
	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Call<?, ?> call;

	/** Whether the caller is a worker, of whom an executor that stops takes tasks. */
	private final boolean insider = WorkerThread.owner() != null;

	private final Queue<Future<?>> alarms = new ConcurrentLinkedQueue<>();

	/** The last tick found that the executor has lost our workers. */
	private volatile boolean orphaned;

	Watch(Call<?, ?> call) {
		this.call = call;
	}

	/**
	 * Look after the call even if nobody waits for it. Not for a call that may be
	 * dropped: the clock would hold it for ever.
	 */
	void start() {
		armDeadline();
		if (needsTicks()) {
			tickLater();
		}
	}

	/**
	 * End the call at its deadline, on the timer. The timer does not keep the call: a
	 * stream that was dropped has nobody left who does.
	 */
	void armDeadline() {
		if (this.call.deadline().isSet()) {
			WeakReference<Call<?, ?>> reference = new WeakReference<>(this.call);
			alarm(this.call.deadline().remaining(), () -> timeOut(reference));
		}
	}

	private static void timeOut(WeakReference<? extends Call<?, ?>> reference) {
		Call<?, ?> call = reference.get();
		if (call != null) {
			call.stop(Stop.TIMED_OUT, true);
		}
	}

	private void tickLater() {
		WeakReference<Watch> reference = new WeakReference<>(this);
		alarm(TICK_NANOS, () -> tickAgain(reference));
	}

	private static void tickAgain(WeakReference<Watch> reference) {
		Watch watch = reference.get();
		if (watch != null && !watch.tick(true)) {
			watch.tickLater();
		}
	}

	/** How long to wait for something to happen before {@link #waitedInVain}. */
	long patience() {
		long remaining = this.call.deadline().remaining();
		return needsTicks() ? Math.min(remaining, TICK_NANOS) : remaining;
	}

	/** Nothing happened while somebody waited: see if anything ever will. */
	void waitedInVain() {
		if (needsTicks()) {
			tick(false);
		}
	}

	/** Whether somebody has to look now and then if the executor still lives. */
	private boolean needsTicks() {
		// Nobody tells a call that has no worker there.
		return this.call.isClocked() || this.call.handle().needsTicks();
	}

	/**
	 * Look whether the executor was shut down or has lost our workers. A pool tells
	 * nobody what it drops, and a worker may be on its way from the queue to its thread,
	 * so it takes two looks to be sure.
	 * @return whether the call has ended
	 */
	private boolean tick(boolean onTimer) {
		ExecutorHandle handle = this.call.handle();
		boolean now = handle.hasLostWorkers() && !this.call.presence().isAnybodyThere();
		if ((now && this.orphaned) || isStranded()) {
			this.call.stop(Stop.rejected(new RejectedExecutionException(handle.refusal(null))), onTimer);
		}
		this.orphaned = now;
		return this.call.hasEnded();
	}

	/** Whether all workers are at home, and the executor would not take one again. */
	private boolean isStranded() {
		ExecutorHandle handle = this.call.handle();
		return this.call.isClocked() && !this.call.crew().isAtWork()
				&& (handle.isShutDown() || !handle.isRunning() && !this.insider);
	}

	/** Do a step of the engine later, unless the call has ended by then. */
	void alarm(long nanos, Runnable step) {
		this.alarms.removeIf(Future::isDone);
		this.alarms.add(this.call.settings().timer().after(nanos, step));
		if (this.call.hasEnded()) {
			cancel();
		}
	}

	/** The call has ended. */
	void cancel() {
		for (Future<?> alarm = this.alarms.poll(); alarm != null; alarm = this.alarms.poll()) {
			alarm.cancel(false);
		}
	}

}

package io.futil.fanout;

import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one call, one after the other; what happens to a task is in
 * {@link TaskLoop}. A worker is decorated once, on the caller's thread, and then carried
 * by one thread of the executor after another; never by two at once, because it stands
 * among the waiting or the resting only while nobody runs it.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Worker<T extends @Nullable Object, R extends @Nullable Object> {

	private final AttemptGuard guard = new AttemptGuard();

	private final TaskLoop<T, R> tasks;

	/**
	 * {@code null} once the call has ended: what is left in a queue keeps nothing alive.
	 */
	private volatile @Nullable Call<T, R> call;

	private final Runnable undecorated = this::run;

	private volatile @Nullable Runnable decorated;

	// The rest is used by the carrying thread only.

	private Seat seat = Seat.POOL;

	/** The one that carries this; a decoration may try to run it on another. */
	private volatile @Nullable Thread carrying;

	/**
	 * A thread that must not carry this now: it carries the worker that sends it, and an
	 * executor that is full may run in its caller.
	 */
	private volatile @Nullable Thread keptOff;

	private boolean entered;

	private boolean yielded;

	/** When it was handed to the executor; written by who does so. */
	private long submittedAt;

	/** Why the worker has not the context it should have; its tasks fail with this. */
	private @Nullable Throwable decorationFailure;

	Worker(Call<T, R> call) {
		this.call = call;
		this.tasks = new TaskLoop<>(this.guard, call.settings().timer().heartbeat());
	}

	/** Take on the caller's context. Runs on the caller's thread. */
	void decorate() {
		Call<T, R> call = this.call;
		if (call != null) {
			try {
				this.decorated = call.handle().decorate(this.undecorated);
			}
			catch (Throwable ex) {
				this.decorationFailure = ex;
				this.decorated = this.undecorated;
			}
			call.source().register(this.tasks.claim());
		}
	}

	/** Do not let the given thread carry it, {@code null} for none. */
	void keepOff(@Nullable Thread thread) {
		this.keptOff = thread;
	}

	/** It is about to be handed to the executor. */
	void submitted() {
		Call<T, R> call = this.call;
		if (call != null && call.report() != null) {
			this.submittedAt = System.nanoTime();
		}
	}

	private void tellQueueWait(Call<T, R> call) {
		Report report = call.report();
		if (report != null && this.seat != Seat.CALLER) {
			report.queueWaited(System.nanoTime() - this.submittedAt);
		}
	}

	/**
	 * Run tasks on the current thread until there are none or others should go first.
	 * @param seat whose thread this is
	 * @return whether the worker gave way to others and wants to go on later
	 */
	boolean carry(Seat seat) {
		Call<T, R> call = this.call;
		Runnable decorated = this.decorated;
		if (call == null || decorated == null) {
			return false;
		}
		if (this.keptOff == Thread.currentThread()) {
			// Who has sent it is at work and looks for tasks itself.
			call.crew().putBack(this);
			return false;
		}
		this.seat = seat;
		tellQueueWait(call);
		do {
			this.carrying = Thread.currentThread();
			this.entered = false;
			this.yielded = false;
			try {
				runDecorated(call, decorated);
				if (!this.entered) {
					runUndecorated(new IllegalStateException("The task decorator of " + call.handle()
							+ " did not run the task; it must call run() of what it was given, on the thread it is"
							+ " run on itself"));
				}
			}
			catch (Throwable ex) {
				// After the tasks have run there is nothing left that it could fail.
				if (!this.entered) {
					runUndecorated(ex);
				}
			}
			this.carrying = null;
			if (this.yielded) {
				return true;
			}
		}
		while (call.crew().rest(this));
		return false;
	}

	/** What a decoration sets comes on top of what the caller has. */
	private void runDecorated(Call<T, R> call, Runnable decorated) {
		if (decorated == this.undecorated) {
			decorated.run();
			return;
		}
		try (Scope scope = call.context().openIfPossible()) {
			decorated.run();
		}
	}

	/** A task must not run without its context: fail the next one instead. */
	private void runUndecorated(Throwable decorationFailure) {
		if (this.decorationFailure != null) {
			return;
		}
		this.decorationFailure = decorationFailure;
		try {
			run();
		}
		finally {
			this.decorationFailure = null;
		}
	}

	private void run() {
		if (this.carrying != Thread.currentThread()) {
			// Nobody could tell whether the thread that carries this waits for that one,
			// and two must never be in here. It says so to the call itself.
			throw new IllegalStateException("A task decorator ran the task on another thread");
		}
		this.entered = true;
		Call<T, R> call = this.call;
		if (call == null) {
			return;
		}
		Frame outer = Frame.current();
		ExecutorHandle place = Frame.place(call.settings().handles());
		place = (place != null) ? place : call.handle();
		boolean inCaller = call.caller().isInside(Thread.currentThread());
		this.guard.carriedIn(outer, inCaller);
		Frame.set(new Frame(place, call.deadline(), this.guard.interrupts(), call.caller().frame()));
		call.handle().workerEntered();
		call.enter();
		if (inCaller) {
			// The executor runs in its caller, who is here and not waiting for the
			// deadline.
			call.watch().armDeadline();
			call.recall().ranInCaller(this.seat);
		}
		try {
			this.yielded = runTasks(call);
		}
		catch (Throwable ex) {
			// Not a task's: without this, the outcome of a task would be missing
			// unnoticed.
			this.guard.endIfUnderWay();
			call.stop(ex);
		}
		finally {
			// Dependents of a future may run in here: they do not inherit the deadline.
			Frame.set(new Frame(place, Deadline.NONE, this.guard.interrupts(), call.caller().frame()));
			// First this: the call may end with the next step.
			call.handle().workerLeft();
			try {
				call.exit();
			}
			finally {
				Frame.set(outer);
			}
		}
	}

	private boolean runTasks(Call<T, R> call) {
		CallContext context = call.context();
		Throwable failure = this.decorationFailure;
		if (failure == null && this.decorated != this.undecorated) {
			try {
				context = context.asDecorated();
			}
			catch (Throwable ex) {
				failure = ex;
			}
		}
		return this.tasks.run(call, this.seat, failure, context);
	}

	/** The executor has given up what it was running: no task starts any more. */
	void executorWasShutDown() {
		Call<T, R> call = this.call;
		if (call != null) {
			ForeignInterrupt.shutDown(call);
		}
	}

	/** Interrupt the task that runs. */
	void interrupt() {
		this.guard.interrupts().interrupt();
	}

	/**
	 * The call has ended. A task that runs on is abandoned, and counted until it ends.
	 */
	void dismiss(ExecutorHandle handle) {
		Call<T, R> call = this.call;
		this.call = null;
		this.decorated = null;
		if (call != null) {
			this.guard.callEnded(handle, call.settings().operation());
		}
	}

	boolean isDismissed() {
		return this.call == null;
	}

	/** The executor was shut down before it ran this worker. */
	void refused(Throwable refused) {
		Call<T, R> call = this.call;
		if (call != null) {
			call.crew().refused(this, refused);
		}
	}

	/** The task that runs now, as a failure for the given reason. */
	TaskResult.@Nullable Failure<T, R> running(Reason reason, Throwable cause) {
		Running<T> running = this.tasks.running();
		return (running != null) ? running.as(reason, cause) : null;
	}

}

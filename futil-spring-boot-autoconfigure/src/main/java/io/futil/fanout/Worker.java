package io.futil.fanout;

import java.util.concurrent.Future;
import java.util.function.BiFunction;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks of one call, one after the other: all that happens to a task between its
 * claim and its outcome happens in {@link #step()}. A worker is decorated once, on the
 * caller's thread, and then carried by one thread of the executor after another; never by
 * two at once, because it stands among the waiting or the resting only while nobody runs
 * it.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Worker<T extends @Nullable Object, R extends @Nullable Object> {

	private final AttemptGuard guard = new AttemptGuard();

	private final Claim<T> claim = new Claim<>();

	/**
	 * {@code null} once the call has ended: what is left in a queue keeps nothing alive.
	 */
	private volatile @Nullable Call<T, R> call;

	private volatile @Nullable Runnable decorated;

	/** The task that runs, for a call that has to say so at its deadline. */
	private volatile @Nullable Running<T> running;

	private final TaskTimeout taskTimeout = new TaskTimeout();

	// The rest is used by the carrying thread only.

	private Seat seat = Seat.POOL;

	private long sliceStart;

	private boolean entered;

	private boolean yielded;

	/** Why the worker has not the context it should have; its tasks fail with this. */
	private @Nullable Throwable decorationFailure;

	Worker(Call<T, R> call) {
		this.call = call;
	}

	/** Take on the caller's context. Runs on the caller's thread. */
	void decorate() {
		Call<T, R> call = this.call;
		if (call != null) {
			try {
				this.decorated = call.handle().decorate(this::run);
			}
			catch (Throwable ex) {
				this.decorationFailure = ex;
				this.decorated = this::run;
			}
			call.source().register(this.claim);
		}
	}

	/**
	 * Run tasks on the current thread until there are none or others should go first.
	 * @param seat whose thread this is
	 * @return whether the worker gave way to others and wants to go on later
	 */
	boolean carry(Seat seat) {
		this.seat = seat;
		Call<T, R> call = this.call;
		Runnable decorated = this.decorated;
		if (call == null || decorated == null) {
			return false;
		}
		do {
			this.entered = false;
			this.yielded = false;
			try {
				decorated.run();
				if (!this.entered) {
					runUndecorated(new IllegalStateException("The task decorator of " + call.handle()
							+ " did not run the task; it must call run() of what it was given"));
				}
			}
			catch (Throwable ex) {
				// After the tasks have run there is nothing left that it could fail.
				if (!this.entered) {
					runUndecorated(ex);
				}
			}
			if (this.yielded) {
				return true;
			}
		}
		while (call.crew().rest(this));
		return false;
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
		this.entered = true;
		Call<T, R> call = this.call;
		if (call == null) {
			return;
		}
		Frame outer = Frame.current();
		ExecutorHandle place = Frame.place(call.settings().handles());
		place = (place != null) ? place : call.handle();
		this.guard.carriedIn(outer);
		Frame.set(new Frame(place, call.deadline(), this.guard.interrupts(), call.callerFrame()));
		call.enter();
		if (call.isCaller(Thread.currentThread())) {
			// The executor runs in its caller, who is here and not waiting for the
			// deadline.
			call.watch().armDeadline();
			call.recall().ranInCaller(this.seat);
		}
		try {
			runTasks(call);
		}
		catch (Throwable ex) {
			// Not a task's: without this, the outcome of a task would be missing
			// unnoticed.
			call.stop(ex);
		}
		finally {
			// Dependents of a future may run in here: they do not inherit the deadline.
			Frame.set(new Frame(place, Deadline.NONE, this.guard.interrupts(), call.callerFrame()));
			try {
				call.exit();
			}
			finally {
				Frame.set(outer);
			}
		}
	}

	private void runTasks(Call<T, R> call) {
		this.sliceStart = System.nanoTime();
		boolean more = true;
		while (more && !this.yielded) {
			more = step(call) && this.decorationFailure == null;
		}
	}

	/**
	 * Claim a run of tasks, perform each and deliver its outcome. Give way behind any of
	 * them if it is time for others.
	 * @return {@code false} if there was none, or the call has stopped
	 */
	private boolean step(Call<T, R> call) {
		if (call.handle().hasGivenUp()) {
			executorWasShutDown();
		}
		if (!claim(call)) {
			return false;
		}
		call.crew().rampUp(this.seat, this.sliceStart);
		boolean plain = call.isPlain() && this.decorationFailure == null;
		boolean goesOn = true;
		while (goesOn && !this.yielded && this.claim.hasNext()) {
			goesOn = plain ? performPlainBlock(call) : performOne(call);
			this.yielded = goesOn && call.handle().shouldYield(this.seat, this.sliceStart);
		}
		if (this.yielded) {
			call.source().giveBack(this.claim);
		}
		this.claim.clear();
		return goesOn;
	}

	/** Claiming may run a user's iterator, so it can be interrupted and can fail. */
	private boolean claim(Call<T, R> call) {
		if (!call.source().isRampedUp()) {
			return !call.isStopped() && call.source().claim(this.claim);
		}
		this.guard.begin();
		boolean claimed = false;
		Throwable failure = null;
		try {
			claimed = !call.isStopped() && call.source().claim(this.claim);
		}
		catch (Throwable ex) {
			failure = ex;
		}
		if (!this.guard.end()) {
			ForeignInterrupt.note(call, failure);
			if (failure != null) {
				call.stop(failure);
			}
		}
		return claimed;
	}

	/**
	 * Perform the rest of the block where nobody bounds a task or asks which one runs.
	 * All of it is one attempt for the guard: only the end of the call interrupts here,
	 * and it may hit whichever task runs. That saves a few atomic operations and looks at
	 * the clock a task, which is most of the cost of a tiny one.
	 * @return {@code false} if the call has stopped
	 */
	private boolean performPlainBlock(Call<T, R> call) {
		Source<T> source = call.source();
		TaskResult.Failure<T, R> failure;
		this.guard.begin();
		do {
			failure = performPlainRun(call, source);
		}
		while (failure == null && !this.claim.hasNext() && !call.isStopped() && !othersWait(call)
				&& source.claimMore(this.claim));
		if (!this.guard.end()) {
			ForeignInterrupt.note(call, (failure != null) ? failure.cause() : null);
			if (failure != null) {
				call.failed(failure, false);
			}
		}
		else if (failure != null) {
			call.failedInterrupted(failure.cause());
		}
		return !call.isStopped();
	}

	/** Whether it is worth a look at the clock whether to give way. */
	private boolean othersWait(Call<T, R> call) {
		return this.seat != Seat.POOL || call.handle().isContended();
	}

	/** Perform tasks of the run, up to the first that fails. */
	private TaskResult.@Nullable Failure<T, R> performPlainRun(Call<T, R> call, Source<T> source) {
		Sink<T, R> sink = call.sink().forRun(this.claim.end() - this.claim.peek());
		Thread thread = Thread.currentThread();
		boolean timed = call.isTimed();
		long now = timed ? System.nanoTime() : 0;
		while (this.claim.hasNext() && !call.isStopped() && !thread.isInterrupted()) {
			int index = this.claim.next();
			T item = source.item(this.claim, index);
			long started = now;
			long waited = timed ? started - call.startNanos() : 0;
			R value;
			try {
				value = call.body().run(item, index);
			}
			catch (Throwable ex) {
				long elapsed = timed ? System.nanoTime() - started : 0;
				sink.endRun();
				return new TaskResult.Failure<>(item, Reason.FAILED, ex, new Execution(index, 1, waited, elapsed));
			}
			// The end of one task is the start of the next: half the looks at the clock.
			now = timed ? System.nanoTime() : 0;
			if (!sink.success(index, item, value, waited, now - started)) {
				call.stop(Stop.WON, false);
			}
		}
		sink.endRun();
		return null;
	}

	/**
	 * Perform the next task of the run.
	 * @return {@code false} if the call has stopped
	 */
	@SuppressWarnings("NullAway") // R may itself be nullable
	private boolean performOne(Call<T, R> call) {
		int index = this.claim.next();
		T item = call.source().item(this.claim, index);
		RetrySource<T> retries = call.retries();
		Trial<T> trial = (retries != null) ? retries.trial(index, item) : null;
		long started = 0;
		long waited = 0;
		if (call.isTimed()) {
			started = System.nanoTime();
			waited = started - call.startNanos();
		}
		if (call.isMarked()) {
			this.running = (trial != null) ? trial.running(waited, started)
					: Running.first(index, item, waited, started);
		}
		long attempt = this.guard.begin();
		// Whoever stops the call says so first and then interrupts what runs: it finds
		// this attempt, or this one sees that the call has stopped.
		if (call.isStopped()) {
			this.guard.end();
			this.running = null;
			if (call.isMarked()) {
				this.running = (trial != null) ? trial.standing() : Running.unstarted(index, item);
			}
			if (trial != null) {
				conclude(trial, trial.standing().failure());
			}
			return false;
		}
		R value = null;
		Throwable failure = this.decorationFailure;
		Future<?> alarm = this.taskTimeout.arm(call.settings(), this.guard.interrupts(), attempt);
		if (failure == null) {
			try {
				value = (trial != null) ? trial.run(call.body()) : call.body().run(item, index);
			}
			catch (Throwable ex) {
				failure = ex;
			}
		}
		boolean interrupted = this.guard.end();
		boolean timedOut = interrupted && this.taskTimeout.isExceededBy(attempt);
		if (alarm != null) {
			alarm.cancel(false);
		}
		if (!interrupted) {
			interrupted = ForeignInterrupt.note(call, failure);
		}
		long elapsed = call.isTimed() ? System.nanoTime() - started : 0;
		Reason reason = Reason.FAILED;
		if (timedOut) {
			failure = TaskTimeout.failure(call.settings(), index);
			reason = Reason.TIMED_OUT;
		}
		boolean delivered = false;
		if (failure != null && interrupted && !timedOut) {
			// What an attempt throws that the call or its executor has interrupted is not
			// a failure.
			if (trial != null) {
				conclude(trial, failure);
			}
			call.failedInterrupted(failure);
		}
		else if (retries != null && trial != null) {
			trial.ended(waited, elapsed, failure);
			delivered = settle(call, retries, trial, value, failure, reason);
		}
		else if (failure == null) {
			delivered = call.succeeded(index, item, value, waited, elapsed);
		}
		else {
			delivered = fail(call,
					new TaskResult.Failure<>(item, reason, failure, new Execution(index, 1, waited, elapsed)), false);
		}
		if (delivered && call.isMarked()) {
			this.running = null;
		}
		ForeignInterrupt.note(call, null);
		return true;
	}

	/**
	 * See whether another attempt follows, and if not, deliver the outcome.
	 * @return whether the task is out of this worker's hands
	 */
	private boolean settle(Call<T, R> call, RetrySource<T> retries, Trial<T> trial, R value,
			@Nullable Throwable failure, Reason reason) {
		Throwable cause = failure;
		long delay = (failure != null) ? next(call, trial, failure) : Trial.NONE;
		boolean late = delay != Trial.NONE && delay >= call.deadline().remaining();
		if (failure != null && late) {
			cause = Verdict.tooLate(call, trial.index(), failure);
		}
		else if (failure != null && delay != Trial.NONE && retries.again(trial, failure, delay)) {
			return true;
		}
		Throwable outcome = conclude(trial, cause);
		Execution execution = trial.execution();
		boolean delivered;
		if (outcome == null) {
			delivered = call.succeeded(trial.item(), value, execution, false);
		}
		else {
			Reason told = (outcome != cause) ? Reason.FAILED : late ? Reason.TIMED_OUT : reason;
			delivered = fail(call, new TaskResult.Failure<>(trial.item(), told, outcome, execution), late);
		}
		if (delivered) {
			retries.settled(trial);
		}
		return delivered;
	}

	/** Ask how long to wait until the next attempt. */
	private long next(Call<T, R> call, Trial<T> trial, Throwable failure) {
		this.guard.begin();
		long delay = (call.isStopped() || this.decorationFailure != null) ? Trial.NONE : trial.next(failure);
		if (!this.guard.end()) {
			return delay;
		}
		trial.retract();
		return Trial.NONE;
	}

	/** Tell the strategy the outcome, and hear what it is then. */
	private @Nullable Throwable conclude(Trial<T> trial, @Nullable Throwable failure) {
		this.guard.begin();
		Throwable outcome = trial.conclude(failure);
		return this.guard.end() ? failure : outcome;
	}

	/** Deliver a failure, or the fallback that takes its place. */
	@SuppressWarnings("NullAway") // R may itself be nullable
	private boolean fail(Call<T, R> call, TaskResult.Failure<T, R> failure, boolean late) {
		BiFunction<? super T, ? super Throwable, ? extends R> fallback = call.fallback();
		if (fallback == null) {
			return call.failed(failure, late);
		}
		this.guard.begin();
		R value = null;
		Throwable fallbackFailure = null;
		try {
			if (call.isStopped()) {
				this.guard.end();
				return false;
			}
			value = fallback.apply(failure.item(), failure.cause());
		}
		catch (Throwable ex) {
			fallbackFailure = ex;
			Failures.suppress(ex, failure.cause());
		}
		boolean interrupted = this.guard.end();
		if (fallbackFailure == null && !interrupted) {
			return call.succeeded(failure.item(), value, failure.execution(), true);
		}
		if (fallbackFailure != null && !interrupted) {
			call.stop(fallbackFailure);
		}
		return false;
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
		this.call = null;
		this.decorated = null;
		this.guard.callEnded(handle);
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
		Running<T> running = this.running;
		return (running != null) ? running.as(reason, cause) : null;
	}

}

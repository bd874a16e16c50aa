package io.futil.fanout;

import java.util.function.BiFunction;

import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * All that happens to a task between its claim and its outcome. The loop of one worker,
 * used by the thread that carries it.
 * <p>
 * There are two ways. A <i>plain</i> task, one of a call without deadline, time-out of
 * tasks, fallback, progress, retry or rate, is performed with the others of its run
 * ({@link #performPlainBlock}); every other one by itself ({@link #performOne}). Both
 * claim, run the user's code in the caller's context behind the {@link AttemptGuard}, see
 * whose an interrupt was, and deliver to the call, which drops what comes behind its end.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class TaskLoop<T extends @Nullable Object, R extends @Nullable Object> {

	private final AttemptGuard guard;

	private final Claim<T> claim = new Claim<>();

	private final TaskTimeout taskTimeout = new TaskTimeout();

	/** The times of plain tasks. */
	private AttemptTimes times = AttemptTimes.NONE;

	/** The same for outcomes that tell them. */
	private final RowClock rowClock;

	/** What stands around each task: the caller's context, as the decoration has it. */
	private CallContext context = CallContext.NONE;

	/** The same for tiny tasks. */
	private SharedScope shared = SharedScope.NONE;

	/** Read by whoever sums up the call at its deadline. */
	private volatile @Nullable Running<T> running;

	private Seat seat = Seat.POOL;

	private @Nullable Throwable decorationFailure;

	private long sliceStart;

	private boolean yielded;

	/** Whether the task that has just run was the last that was needed. */
	private boolean won;

	TaskLoop(AttemptGuard guard, Heartbeat heartbeat) {
		this.guard = guard;
		this.rowClock = new RowClock(heartbeat);
	}

	/**
	 * Run tasks until there are none or others should go first.
	 * @param seat whose thread this is
	 * @param decorationFailure why there is not the context there should be: the next
	 * task fails with it
	 * @param context what tasks are to have
	 * @return whether this gives way to others
	 */
	boolean run(Call<T, R> call, Seat seat, @Nullable Throwable decorationFailure, CallContext context) {
		this.context = context;
		this.shared = new SharedScope(context);
		this.times = AttemptTimes.of(call.report());
		this.seat = seat;
		this.decorationFailure = decorationFailure;
		this.yielded = false;
		this.won = false;
		this.sliceStart = System.nanoTime();
		boolean more = true;
		try {
			while (more && !this.yielded) {
				more = step(call) && decorationFailure == null;
			}
		}
		finally {
			this.times.flush();
			this.shared.close();
			// A worker that rests, or is left in a queue, keeps nothing of the caller
			// alive.
			this.context = CallContext.NONE;
			this.shared = SharedScope.NONE;
			this.times = AttemptTimes.NONE;
		}
		return this.yielded;
	}

	/** What this has claimed. */
	Claim<T> claim() {
		return this.claim;
	}

	/** The task that runs, for a call that has to say so at its deadline. */
	@Nullable Running<T> running() {
		return this.running;
	}

	/**
	 * Claim a run of tasks, perform each and deliver its outcome. Give way behind any of
	 * them if it is time for others.
	 * @return {@code false} if there was none, or the call has stopped
	 */
	private boolean step(Call<T, R> call) {
		if (call.handle().hasGivenUp()) {
			ForeignInterrupt.shutDown(call);
		}
		// Neither to claim nor to bring in the next worker is time of a task; to go on
		// with a block takes less than a look at the clock.
		if (!this.claim.hasBlock()) {
			this.times.stop();
		}
		boolean claimed = claim(call);
		if (claimed && call.crew().isShort(this.seat, this.sliceStart)) {
			this.times.stop();
			call.crew().launchBeside();
		}
		this.times.goOn();
		if (!claimed) {
			return false;
		}
		boolean plain = call.isPlain() && this.decorationFailure == null;
		boolean goesOn = true;
		while (goesOn && !this.yielded && this.claim.hasNext()) {
			goesOn = plain ? performPlainBlock(call) : performOne(call);
			this.yielded = goesOn && call.crew().shouldYield(this.seat, this.sliceStart);
		}
		if (this.yielded) {
			call.source().giveBack(this.claim);
		}
		this.claim.clear();
		return goesOn;
	}

	/**
	 * Claiming may run a user's iterator, so it can be interrupted and can fail, and is
	 * done in the caller's context. Not so where the items are there already, which is
	 * where workers are not brought in one by one.
	 */
	private boolean claim(Call<T, R> call) {
		if (!call.source().isRampedUp()) {
			return !call.isStopped() && call.source().claim(this.claim);
		}
		this.guard.begin();
		boolean claimed = false;
		Throwable failure = null;
		try (Scope scope = call.source().isRead() ? this.shared.openToRead() : Scope.NONE) {
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
		int size;
		this.guard.begin();
		do {
			int first = this.claim.peek();
			size = this.claim.end() - first;
			this.times.runStarted(size);
			failure = performRun(call, source, first, size);
			this.times.runEnded(this.claim.peek() - first - ((failure != null) ? 1 : 0), first, size);
		}
		while (failure == null && !this.won && !this.claim.hasNext() && !call.isStopped() && !othersWait(call, size)
				&& source.claimMore(this.claim));
		boolean interrupted = this.guard.end();
		if (failure != null) {
			this.times.failed(failure.index(), interrupted ? AttemptOutcome.CANCELLED : AttemptOutcome.FAILED);
		}
		if (this.won) {
			// First this: with the next step somebody may look at what was reported.
			this.times.flush();
			call.stop(Stop.WON, false);
		}
		if (!interrupted) {
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

	/**
	 * Whether to give way is worth a look at the clock; a caller waits for other looks.
	 */
	private boolean othersWait(Call<T, R> call, int size) {
		return (this.seat == Seat.CALLER) ? size == 1 || call.crew().isDue(this.claim, this.sliceStart)
				: this.seat == Seat.SPARE || call.handle().needsRoom();
	}

	private R runInContext(Call<T, R> call, T item, int index) throws Throwable {
		try (Scope scope = this.context.open()) {
			return call.body().run(item, index);
		}
	}

	/** The retry strategy is in the caller's context, too. */
	private R runTrial(Call<T, R> call, Trial<T> trial) throws Throwable {
		Scope scope;
		try {
			scope = this.context.open();
		}
		catch (Throwable ex) {
			return trial.run((item, index) -> {
				throw ex;
			});
		}
		try (scope) {
			return trial.run(call.body());
		}
	}

	/** Perform tasks of the run, up to the first that fails. */
	private TaskResult.@Nullable Failure<T, R> performRun(Call<T, R> call, Source<T> source, int first, int size) {
		boolean inContext = this.shared.covers(size);
		@Nullable Object[] items = source.itemsOfRun(first);
		@Nullable Object[] slots = call.sink().slotsOfRun(first);
		return (inContext && items != null && slots != null) ? performBareRun(call, items, slots)
				: performPlainRun(call, source, size, inContext);
	}

	/**
	 * The same where items and values have but to be fetched and put. What is asked for
	 * the sake of the others would take longer than a tiny task.
	 */
	@SuppressWarnings("unchecked")
	private TaskResult.@Nullable Failure<T, R> performBareRun(Call<T, R> call, @Nullable Object[] items,
			@Nullable Object[] slots) {
		Thread thread = Thread.currentThread();
		TaskBody<T, R> body = call.body();
		int end = this.claim.end();
		int index = this.claim.peek();
		while (index != end && !call.isStopped() && !thread.isInterrupted()) {
			T item = (T) items[index & Segments.MASK];
			try {
				slots[index & Segments.MASK] = body.run(item, index);
			}
			catch (Throwable ex) {
				this.claim.goOnAt(index + 1);
				return new TaskResult.Failure<>(item, Reason.FAILED, ex, new Execution(index, 1, 0, 0));
			}
			index++;
		}
		this.claim.goOnAt(index);
		return null;
	}

	private TaskResult.@Nullable Failure<T, R> performPlainRun(Call<T, R> call, Source<T> source, int size,
			boolean inContext) {
		Sink<T, R> sink = call.sink().forRun(size);
		Thread thread = Thread.currentThread();
		boolean timed = call.isTimed();
		RowClock clock = this.rowClock;
		long now = timed ? clock.start() : 0;
		boolean goesOn = true;
		TaskBody<T, R> body = call.body();
		int end = this.claim.end();
		int index = this.claim.peek();
		while (goesOn && index != end && !call.isStopped() && !thread.isInterrupted()) {
			T item = source.item(this.claim, index);
			long started = now;
			long waited = timed ? started - call.startNanos() : 0;
			R value;
			try {
				// Two places, since the compiler learns of each what is called there.
				value = inContext ? body.run(item, index) : runInContext(call, item, index);
			}
			catch (Throwable ex) {
				long elapsed = timed ? clock.next(started, true) - started : 0;
				this.claim.goOnAt(index + 1);
				sink.endRun();
				return new TaskResult.Failure<>(item, Reason.FAILED, ex, new Execution(index, 1, waited, elapsed));
			}
			index++;
			// The end of one task is the start of the next: half the looks at the clock.
			now = timed ? clock.next(started, index == end) : 0;
			goesOn = sink.success(index - 1, item, value, waited, now - started);
		}
		this.claim.goOnAt(index);
		sink.endRun();
		this.won = !goesOn;
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
		long started = call.isTimed() ? System.nanoTime() : 0;
		long waited = call.isTimed() ? started - call.startNanos() : 0;
		if (call.isMarked()) {
			this.running = (trial != null) ? trial.running(waited, started)
					: Running.first(index, item, waited, started);
		}
		long attempt = this.guard.begin();
		// Whoever stops the call says so first and then interrupts what runs: it finds
		// this attempt, or this one sees that the call has stopped.
		if (call.isStopped()) {
			this.guard.end();
			this.running = !call.isMarked() ? null
					: (trial != null) ? trial.standing() : Running.unstarted(index, item);
			if (trial != null) {
				conclude(call, trial, trial.standing().failure());
			}
			return false;
		}
		R value = null;
		Throwable failure = this.decorationFailure;
		this.taskTimeout.arm(call.settings(), this.guard.interrupts(), attempt);
		if (failure == null) {
			try {
				value = (trial != null) ? runTrial(call, trial) : runInContext(call, item, index);
			}
			catch (Throwable ex) {
				failure = ex;
			}
		}
		boolean interrupted = this.guard.end();
		boolean timedOut = interrupted && this.taskTimeout.isExceededBy(attempt);
		this.taskTimeout.disarm();
		if (!interrupted) {
			interrupted = ForeignInterrupt.note(call, failure);
		}
		long elapsed = call.isTimed() ? System.nanoTime() - started : 0;
		Reason reason = Reason.FAILED;
		if (timedOut) {
			failure = TaskTimeout.failure(call.settings(), index);
			reason = Reason.TIMED_OUT;
		}
		Report report = call.report();
		if (report != null) {
			AttemptOutcome outcome = timedOut ? AttemptOutcome.TIMED_OUT : (failure == null) ? AttemptOutcome.SUCCEEDED
					: interrupted ? AttemptOutcome.CANCELLED : AttemptOutcome.FAILED;
			report.attempt(index, (trial != null) ? trial.attempts() : 1, outcome, elapsed);
		}
		boolean delivered = false;
		if (failure != null && interrupted && !timedOut) {
			// What an attempt throws that the call or its executor has interrupted is not
			// a failure.
			if (trial != null) {
				conclude(call, trial, failure);
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
		// Whoever was told on the way may have left the flag set.
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
		else if (failure != null && delay != Trial.NONE && again(call, retries, trial, failure, delay)) {
			return true;
		}
		Throwable outcome = conclude(call, trial, cause);
		Execution execution = trial.execution();
		boolean delivered;
		if (outcome == null) {
			delivered = call.succeeded(trial.item(), value, execution, false);
		}
		else {
			// What the strategy has made of it is a failure; else it keeps its reason, or
			// is late because its next attempt would be.
			Reason told = (outcome != cause) ? Reason.FAILED : late ? Reason.TIMED_OUT : reason;
			delivered = fail(call, new TaskResult.Failure<>(trial.item(), told, outcome, execution), late);
		}
		if (delivered) {
			retries.settled(trial);
		}
		return delivered;
	}

	private boolean again(Call<T, R> call, RetrySource<T> retries, Trial<T> trial, Throwable failure, long delay) {
		boolean again = retries.again(trial, failure, delay);
		Report report = call.report();
		if (again && report != null) {
			report.retried();
		}
		return again;
	}

	/** Ask how long to wait until the next attempt. */
	private long next(Call<T, R> call, Trial<T> trial, Throwable failure) {
		this.guard.begin();
		long delay = Trial.NONE;
		if (!call.isStopped() && this.decorationFailure == null) {
			try (Scope scope = this.context.openIfPossible()) {
				delay = trial.next(failure);
			}
		}
		if (!this.guard.end()) {
			return delay;
		}
		trial.retract();
		return Trial.NONE;
	}

	/** Tell the strategy the outcome, and hear what it is then. */
	private @Nullable Throwable conclude(Call<T, R> call, Trial<T> trial, @Nullable Throwable failure) {
		this.guard.begin();
		Throwable outcome;
		try (Scope scope = this.context.openIfPossible()) {
			outcome = trial.conclude(failure);
		}
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
			try (Scope scope = this.context.open()) {
				value = fallback.apply(failure.item(), failure.cause());
			}
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

}

package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * One invocation of a verb. Owns its source, its workers, its deadline and its sink; the
 * package description has the whole picture.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Call<T extends @Nullable Object, R extends @Nullable Object> {

	private static final int LOOKS = 256;

	private final CallSettings settings;

	private final ExecutorHandle handle;

	private final Source<T> source;

	/** How many tasks there are, -1 if nobody knows. */
	private final long total;

	private final TaskBody<T, R> body;

	private final @Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback;

	private final Sink<T, R> sink;

	private final @Nullable ProgressReporter progress;

	/** What listeners are told, if there are any. */
	private final @Nullable Report report;

	private final CallContext context;

	private final long start = System.nanoTime();

	private final Deadline deadline;

	private final boolean timed;

	private final boolean marked;

	private final boolean plain;

	/** The tasks that are tried again, if any are. */
	private final @Nullable RetrySource<T> retries;

	/** The permits that each attempt needs, if it does. */
	private final @Nullable Pace pace;

	private final CallerThread caller = new CallerThread();

	private final Crew<T, R> crew;

	private final StallWatch stallWatch;

	private final Presence presence = new Presence();

	private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

	/** Failures after the first, for the caller to see. */
	private final Queue<Throwable> laterFailures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final Recall recall = new Recall(this);

	private final Watch watch = new Watch(this);

	private volatile @Nullable Runnable onEnd;

	private volatile boolean begun;

	/** Results that the consumer of a stream has taken; counted on its thread. */
	private volatile long handedOn;

	Call(CallSettings settings, Source<T> source, TaskBody<T, R> body,
			@Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback, Sink<T, R> sink) {
		this.settings = settings;
		this.handle = settings.handle();
		this.deadline = Deadline.after(this.start, settings.timeout()).orEarlier(Frame.inheritedDeadline());
		this.total = source.size();
		this.context = new CallContext(settings.extensions().context());
		RetryStrategy strategy = settings.retry();
		this.retries = (strategy != null)
				? new RetrySource<>(source, strategy, settings, this.context, this.recall::taskReady) : null;
		Source<T> tasks = (this.retries != null) ? this.retries : source;
		this.pace = Pace.of(this, tasks::isClaimable);
		this.source = (this.pace != null) ? new PacedSource<>(tasks, this.pace, () -> crew().hasResting()) : tasks;
		this.sink = sink;
		this.progress = ProgressReporter.of(settings, this.total, this.context);
		this.crew = new Crew<>(this, this.source);
		this.marked = this.deadline.isSet() || sink.needsRunning();
		this.plain = !this.marked && settings.taskTimeout() == null && fallback == null && this.progress == null
				&& !isClocked();
		this.stallWatch = new StallWatch(this);
		// From here on others see it.
		this.report = Report.of(settings.extensions().listeners(), new LiveView(this), settings.complaints());
		this.context.capture(this.report);
		this.body = CallContext.observed(body, this.report);
		this.fallback = fallback;
		// Plain tasks have times of their own: see AttemptTimes.
		this.timed = this.deadline.isSet() || sink.needsTimes() || (this.report != null && !this.plain);
		if (this.plain && settings.chunkSize() != 1) {
			this.source.allowRuns(this.crew.limit(), this.stallWatch::watch);
		}
	}

	// Working: called by workers

	/** A worker may be in a task from now on. */
	void enter() {
		this.begun = true;
		this.presence.enter();
	}

	/** A worker is in no task any more. */
	void exit() {
		if (this.presence.exit()) {
			endIfDone();
		}
	}

	/**
	 * Deliver the value of a task that was started once.
	 * @return {@code false} if the call has ended and the value was dropped
	 */
	boolean succeeded(int index, T item, R value, long waitedNanos, long elapsedNanos) {
		if (hasEnded()) {
			return false;
		}
		count(false);
		return delivered(this.sink.success(index, item, value, waitedNanos, elapsedNanos));
	}

	/**
	 * Deliver a value.
	 * @param recovered whether it is a fallback in the place of a failed task
	 * @return {@code false} if the call has ended and the value was dropped
	 */
	boolean succeeded(T item, R value, Execution execution, boolean recovered) {
		if (hasEnded()) {
			return false;
		}
		count(recovered);
		return delivered(this.sink.success(item, value, execution));
	}

	/** Before the outcome is delivered: who waits for it may end the call. */
	private void count(boolean failure) {
		if (this.progress != null) {
			this.progress.taskEnded(failure);
		}
	}

	private boolean delivered(boolean goesOn) {
		if (!goesOn) {
			stop(Stop.WON, false);
		}
		return true;
	}

	/**
	 * Deliver a failure.
	 * @param late whether it is one because of the deadline, which is yet to come
	 * @return {@code false} if the call has ended and the failure was dropped
	 */
	boolean failed(TaskResult.Failure<T, R> failure, boolean late) {
		if (hasEnded()) {
			return false;
		}
		if (this.deadline.remaining() <= 0) {
			// Very likely because of it: a nested call has the same deadline.
			stop(Stop.TIMED_OUT, false);
			return false;
		}
		count(true);
		boolean goesOn = this.sink.failure(failure);
		if (!goesOn && late) {
			// Before who waits is woken: the time-out is told as a consequence of it.
			Throwable reason = Failures.causeOf(failure.cause());
			this.laterFailures.add((reason != null) ? reason : failure.cause());
			stop(Stop.TIMED_OUT, false);
		}
		else if (!goesOn) {
			stop(failure.cause());
		}
		return true;
	}

	/** A task that the call has interrupted has failed: for a reason of its own? */
	void failedInterrupted(Throwable failure) {
		Stop stop = this.stop.get();
		if (stop != null && stop.kind() == Stop.Kind.FAILED && !Failures.isInterrupt(failure)) {
			stop(failure);
		}
	}

	/** Stop with a failure, or add it to the one that came first. */
	void stop(Throwable failure) {
		if (!stop(Stop.failed(failure), false) && !hasEnded()) {
			this.laterFailures.add(failure);
		}
	}

	// Stopping and ending

	/**
	 * Stop: no task starts from here on. Ends the call at once, or when its running tasks
	 * have ended, or after the grace.
	 * @param onTimer whether the current thread is the timer's
	 * @return whether this was the first reason to stop
	 */
	boolean stop(Stop reason, boolean onTimer) {
		if (hasEnded() || !this.stop.compareAndSet(null, reason)) {
			return false;
		}
		if (reason.kind().interrupts()) {
			this.crew.interrupt();
		}
		this.sink.wake();
		long grace = Math.min(Deadline.nanos(this.settings.cancelGrace()), this.deadline.remaining());
		if (!reason.kind().waits() || grace <= 0 || !this.presence.isAnybodyThere()) {
			end(onTimer);
		}
		else {
			this.watch.alarm(grace, () -> end(true));
		}
		return true;
	}

	/** End the call if all tasks have had their turn, or it has stopped and none runs. */
	void endIfDone() {
		if (isStopped() ? !this.presence.isAnybodyThere() : isDone()) {
			end(false);
		}
		else if (isHopeless() && !this.presence.isAnybodyThere()) {
			stop(Stop.TIMED_OUT, false);
		}
	}

	/** Whether a rate limit lets no task start before the deadline any more. */
	boolean isHopeless() {
		return this.pace != null && this.pace.isHopeless();
	}

	private void end(boolean onTimer) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.crew.dismiss();
		this.watch.cancel();
		this.recall.wakeForGood();
		if (this.retries != null) {
			this.retries.close();
		}
		if (this.pace != null) {
			this.pace.close();
		}
		if (this.progress == null) {
			this.context.release();
		}
		this.sink.wake();
		if (this.progress != null) {
			this.progress.callEnded(this.deadline);
		}
		Runnable onEnd = this.onEnd;
		if (onEnd != null && (onTimer || this.progress != null)) {
			// Neither the clock nor a worker waits for a listener.
			this.settings.timer().handOff(onEnd);
		}
		else if (onEnd != null) {
			onEnd.run();
		}
	}

	/**
	 * Wait for the end on the caller's thread, which lends its place if it is a worker.
	 */
	void await() {
		boolean interrupted = false;
		while (!hasEnded()) {
			try {
				awaitOnce();
			}
			catch (InterruptedException ex) {
				interrupted = true;
				stop(Stop.interrupted(ex), false);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** The last tasks may well be over sooner than one can fall asleep and be woken. */
	void lookForEnd() {
		for (int look = 0; look < LOOKS && this.source.isExhausted() && !hasEnded(); look++) {
			Thread.onSpinWait();
		}
	}

	private void awaitOnce() throws InterruptedException {
		if (this.deadline.remaining() <= 0) {
			stop(Stop.TIMED_OUT, false);
			end(false);
		}
		else if (!this.recall.await(this.watch.patience())) {
			this.watch.waitedInVain();
		}
	}

	/**
	 * Do something when the call has ended, never on the timer. To be set before start.
	 */
	void onEnd(Runnable action) {
		this.onEnd = action;
	}

	/** Whether nobody waits for it, but something is to be done when it has ended. */
	boolean isAsynchronous() {
		return this.onEnd != null;
	}

	// Looking

	boolean isStopped() {
		return this.stop.get() != null;
	}

	boolean hasEnded() {
		return this.ended.get();
	}

	/** Whether all tasks have had their turn. */
	boolean isDone() {
		// A worker that enters after the first look could take the last task, and the
		// source would seem exhausted before the task has run; so look again.
		return this.presence.isNobodyThereWhile(this.source::isExhausted);
	}

	/** The workers that are active. */
	Presence presence() {
		return this.presence;
	}

	@Nullable Stop stopped() {
		return this.stop.get();
	}

	List<Throwable> laterFailures() {
		return new ArrayList<>(this.laterFailures);
	}

	/**
	 * The call has ended, for who waits for it: see to it that everybody has heard so.
	 */
	void finish() {
		finish(this.stop.get(), null);
	}

	/** The same for a call that has a result, whatever may have stopped it. */
	void finishWithResult() {
		finish(Stop.WON, null);
	}

	/** The same for a call that has not stopped, but comes to nothing. */
	void finishWithout(Throwable failure) {
		finish(this.stop.get(), failure);
	}

	private void finish(@Nullable Stop stop, @Nullable Throwable failure) {
		if (this.progress != null) {
			this.progress.awaitLast(this.deadline);
			// Not before: the last word is told in the caller's context.
			this.context.release();
		}
		if (this.report != null) {
			this.report.ended(stop, failure);
		}
	}

	/** Whether a task may have started. */
	boolean hasBegun() {
		return this.begun;
	}

	long handedOn() {
		return this.handedOn;
	}

	void handedOn(long results) {
		this.handedOn = results;
	}

	/** Whether the deadline is that of an outer call, which comes before its own. */
	boolean hasInheritedDeadline() {
		return this.deadline.isSet() && !this.deadline.equals(Deadline.after(this.start, this.settings.timeout()));
	}

	StallWatch stallWatch() {
		return this.stallWatch;
	}

	CallSettings settings() {
		return this.settings;
	}

	@Nullable RetrySource<T> retries() {
		return this.retries;
	}

	/** Whether tasks become claimable by the clock, while no worker is there. */
	boolean isClocked() {
		return this.retries != null || this.pace != null;
	}

	Recall recall() {
		return this.recall;
	}

	Watch watch() {
		return this.watch;
	}

	@Nullable Report report() {
		return this.report;
	}

	CallContext context() {
		return this.context;
	}

	long total() {
		return this.total;
	}

	Crew<T, R> crew() {
		return this.crew;
	}

	ExecutorHandle handle() {
		return this.handle;
	}

	Source<T> source() {
		return this.source;
	}

	Sink<T, R> sink() {
		return this.sink;
	}

	TaskBody<T, R> body() {
		return this.body;
	}

	@Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback() {
		return this.fallback;
	}

	Deadline deadline() {
		return this.deadline;
	}

	CallerThread caller() {
		return this.caller;
	}

	boolean isTimed() {
		return this.timed;
	}

	/** Whether it has to be known which task runs, until it has an outcome. */
	boolean isMarked() {
		return this.marked;
	}

	/** Whether there is nothing to do about a task but to run it and keep its value. */
	boolean isPlain() {
		return this.plain;
	}

	long startNanos() {
		return this.start;
	}

}

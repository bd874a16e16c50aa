package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * One invocation of a verb. Owns its source, its workers, its deadline and its sink; the
 * package description has the whole picture.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Call<T extends @Nullable Object, R extends @Nullable Object> {

	/** How often somebody looks whether a foreign executor still lives. */
	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final int LOOKS = 256;

	private static final long ENTERED = 1L << Integer.SIZE;

	private final CallSettings settings;

	private final ExecutorHandle handle;

	private final Source<T> source;

	private final TaskBody<T, R> body;

	private final @Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback;

	private final Sink<T, R> sink;

	private final @Nullable ProgressReporter progress;

	private final long start = System.nanoTime();

	private final Deadline deadline;

	private final boolean timed;

	private final boolean marked;

	private final boolean plain;

	private final Thread caller = Thread.currentThread();

	private final @Nullable Frame callerFrame = Frame.current();

	/** How deep the caller is inside the executor. Used on the caller's thread only. */
	private int callerDepth;

	private final Crew<T, R> crew;

	private final StallWatch watch;

	/**
	 * Workers that are running, that is, may be in a task, in the lower half; in the
	 * upper half, how often one has entered. So one look tells that none is there, and
	 * two equal looks that none was there in between.
	 */
	private final AtomicLong presence = new AtomicLong();

	private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

	/** Failures after the first, for the caller to see. */
	private final Queue<Throwable> laterFailures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final CountDownLatch end = new CountDownLatch(1);

	private final Queue<Future<?>> alarms = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Runnable onEnd;

	private volatile boolean begun;

	/** Results that the consumer of a stream has taken; counted on its thread. */
	private volatile long handedOn;

	/** The last tick found that the executor has lost our workers. */
	private volatile boolean orphaned;

	Call(CallSettings settings, Source<T> source, TaskBody<T, R> body,
			@Nullable BiFunction<? super T, ? super Throwable, ? extends R> fallback, Sink<T, R> sink) {
		this.settings = settings;
		this.handle = settings.handle();
		this.source = source;
		this.body = body;
		this.fallback = fallback;
		this.sink = sink;
		this.progress = ProgressReporter.of(settings.progress(), source.size(), this.start);
		this.deadline = Deadline.after(this.start, settings.timeout()).orEarlier(Frame.inheritedDeadline());
		this.crew = new Crew<>(this, source);
		this.timed = this.deadline.isSet() || sink.needsTimes();
		this.marked = this.deadline.isSet() || sink.needsRunning();
		this.plain = !this.marked && settings.taskTimeout() == null && fallback == null && this.progress == null;
		this.watch = new StallWatch(this);
		if (this.plain && settings.chunkSize() != 1) {
			source.allowRuns(settings.limit(), this.watch::watch);
		}
	}

	// Watching

	/**
	 * End the call when it must, even if nobody waits for it. Not for a call that may be
	 * dropped: the clock would hold it for ever.
	 */
	void watch() {
		armDeadline();
		if (this.handle.needsTicks()) {
			tickLater();
		}
	}

	/**
	 * End the call at its deadline, on the timer. The timer does not keep the call: a
	 * stream that was dropped has nobody left who does.
	 */
	void armDeadline() {
		if (this.deadline.isSet()) {
			WeakReference<Call<T, R>> reference = new WeakReference<>(this);
			alarm(this.deadline.remaining(), () -> timeOut(reference));
		}
	}

	private static void timeOut(WeakReference<? extends Call<?, ?>> reference) {
		Call<?, ?> call = reference.get();
		if (call != null) {
			call.stop(Stop.TIMED_OUT, true);
		}
	}

	private void tickLater() {
		WeakReference<Call<T, R>> reference = new WeakReference<>(this);
		alarm(TICK_NANOS, () -> tickAgain(reference));
	}

	private static void tickAgain(WeakReference<? extends Call<?, ?>> reference) {
		Call<?, ?> call = reference.get();
		if (call != null && !call.tick(true)) {
			call.tickLater();
		}
	}

	/**
	 * Look whether a foreign pool was shut down or has lost our workers. A pool tells
	 * nobody what it drops, and a worker may be on its way from the queue to its thread,
	 * so it takes two looks to be sure.
	 */
	private boolean tick(boolean onTimer) {
		boolean now = this.handle.hasLostWorkers() && !isAnybodyActive();
		if (now && this.orphaned) {
			stop(Stop.rejected(new RejectedExecutionException(this.handle.refusal(null))), onTimer);
		}
		this.orphaned = now;
		return hasEnded();
	}

	// Working: called by workers

	/** A worker may be in a task from now on. */
	void enter() {
		this.begun = true;
		this.presence.addAndGet(ENTERED + 1);
	}

	/** A worker is in no task any more. */
	void leave() {
		if ((int) this.presence.decrementAndGet() == 0) {
			endIfDone();
		}
	}

	/**
	 * Deliver a value.
	 * @param recovered whether it is a fallback in the place of a failed task
	 * @return {@code false} if the call has ended and the value was dropped
	 */
	boolean succeeded(int index, T item, R value, long waitedNanos, long elapsedNanos, boolean recovered) {
		if (hasEnded()) {
			return false;
		}
		boolean goesOn = this.sink.success(index, item, value, waitedNanos, elapsedNanos);
		if (this.progress != null) {
			this.progress.taskEnded(recovered);
		}
		if (!goesOn) {
			stop(Stop.WON, false);
		}
		return true;
	}

	/**
	 * Deliver a failure.
	 * @return {@code false} if the call has ended and the failure was dropped
	 */
	boolean failed(TaskResult.Failure<T, R> failure) {
		if (hasEnded()) {
			return false;
		}
		if (this.deadline.remaining() <= 0) {
			// Very likely because of it: a nested call has the same deadline.
			stop(Stop.TIMED_OUT, false);
			return false;
		}
		boolean goesOn = this.sink.failure(failure);
		if (this.progress != null) {
			this.progress.taskEnded(true);
		}
		if (!goesOn) {
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
		if (!reason.kind().waits() || grace <= 0 || !isAnybodyActive()) {
			end(onTimer);
		}
		else {
			alarm(grace, () -> end(true));
		}
		return true;
	}

	/** End the call if all tasks have had their turn, or it has stopped and none runs. */
	void endIfDone() {
		if (isStopped() ? !isAnybodyActive() : isDone()) {
			end(false);
		}
	}

	private void end(boolean onTimer) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.crew.dismiss();
		for (Future<?> alarm = this.alarms.poll(); alarm != null; alarm = this.alarms.poll()) {
			alarm.cancel(false);
		}
		this.end.countDown();
		this.sink.wake();
		Runnable onEnd = this.onEnd;
		if (onEnd != null && onTimer) {
			this.settings.timer().handOff(onEnd);
		}
		else if (onEnd != null) {
			onEnd.run();
		}
	}

	private void alarm(long nanos, Runnable step) {
		this.alarms.removeIf(Future::isDone);
		this.alarms.add(this.settings.timer().after(nanos, step));
		if (hasEnded()) {
			this.alarms.forEach((alarm) -> alarm.cancel(false));
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
		else if (!this.end.await(patience(), TimeUnit.NANOSECONDS)) {
			waitedInVain();
		}
	}

	/** How long to wait for something to happen before {@link #waitedInVain}. */
	long patience() {
		return this.handle.needsTicks() ? Math.min(this.deadline.remaining(), TICK_NANOS) : this.deadline.remaining();
	}

	/** Nothing happened while somebody waited: see if anything ever will. */
	void waitedInVain() {
		if (this.handle.needsTicks()) {
			tick(false);
		}
	}

	/**
	 * Do something when the call has ended, never on the timer. To be set before start.
	 */
	void onEnd(Runnable action) {
		this.onEnd = action;
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
		long before = this.presence.get();
		// A worker that enters after the first look could take the last task, and the
		// source would seem exhausted before the task has run; so look again.
		return (int) before == 0 && this.source.isExhausted() && this.presence.get() == before;
	}

	private boolean isAnybodyActive() {
		return (int) this.presence.get() != 0;
	}

	@Nullable Stop stopped() {
		return this.stop.get();
	}

	List<Throwable> laterFailures() {
		return new ArrayList<>(this.laterFailures);
	}

	void finishProgress() {
		if (this.progress != null) {
			this.progress.callEnded(this.deadline, this.settings.cancelGrace());
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
		return this.watch;
	}

	CallSettings settings() {
		return this.settings;
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

	/** Whether a worker that this thread carries is carried inside the call itself. */
	boolean isCaller(Thread thread) {
		return this.caller == thread && this.callerDepth > 0;
	}

	/** Whether this thread has made the call, and nothing else. */
	boolean isMadeBy(Thread thread) {
		return this.caller == thread;
	}

	/** Do something in which a worker may run on the caller's thread. */
	void asCaller(Runnable action) {
		if (this.caller != Thread.currentThread()) {
			action.run();
			return;
		}
		this.callerDepth++;
		try {
			action.run();
		}
		finally {
			this.callerDepth--;
		}
	}

	@Nullable Frame callerFrame() {
		return this.callerFrame;
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

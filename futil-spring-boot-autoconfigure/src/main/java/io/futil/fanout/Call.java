package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
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

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long RETRY_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

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

	private final boolean plain;

	private final Thread caller = Thread.currentThread();

	/** Added to on the caller's thread only. */
	private final Queue<Worker<T, R>> workers = new ConcurrentLinkedQueue<>();

	/** Changed on the caller's thread only. */
	private int hired;

	/** Workers that are neither submitted nor running. */
	private final Queue<Worker<T, R>> resting = new ConcurrentLinkedQueue<>();

	/** Workers that are submitted or running. */
	private final AtomicInteger launched = new AtomicInteger();

	/** Workers that are running, that is, may be in a task. */
	private final AtomicInteger active = new AtomicInteger();

	/** Whether a worker has run at all. */
	private volatile boolean served;

	private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();

	/** Failures after the first, for the caller to see. */
	private final Queue<Throwable> laterFailures = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final CountDownLatch end = new CountDownLatch(1);

	private final Queue<Future<?>> alarms = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Runnable onEnd;

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
		this.timed = this.deadline.isSet() || sink.needsTimes();
		this.plain = !this.timed && settings.taskTimeout() == null && fallback == null && this.progress == null;
	}

	// Starting

	/**
	 * Hire workers and send them. Runs on the caller's thread, whose context they get.
	 */
	void start() {
		int wanted = this.source.workersAtStart(this.settings.limit());
		for (int i = 0; i < wanted; i++) {
			hire();
		}
		if (this.source.isRampedUp()) {
			launchOne();
		}
		else {
			launchAll();
		}
		endIfDone();
	}

	/**
	 * End the call when it must, even if nobody waits for it. Not for a call that may be
	 * dropped: the clock would hold it for ever.
	 */
	void watch() {
		armDeadline();
		if (this.handle.needsTicks()) {
			alarm(TICK_NANOS, this::tickAgain);
		}
	}

	/** End the call at its deadline, on the timer. */
	void armDeadline() {
		if (this.deadline.isSet()) {
			alarm(this.deadline.remaining(), () -> stop(Stop.TIMED_OUT, true));
		}
	}

	private void tickAgain() {
		if (!tick(true)) {
			alarm(TICK_NANOS, this::tickAgain);
		}
	}

	/**
	 * Look whether a foreign pool was shut down or has lost our workers. A pool tells
	 * nobody what it drops, and a worker may be on its way from the queue to its thread,
	 * so it takes two looks to be sure.
	 */
	private boolean tick(boolean onTimer) {
		boolean now = this.handle.hasLostWorkers() && this.active.get() == 0;
		if (now && this.orphaned) {
			stop(Stop.rejected(new RejectedExecutionException(this.handle.describeLoss())), onTimer);
		}
		this.orphaned = now;
		return hasEnded();
	}

	/** Make one more worker, unless there are enough. Runs on the caller's thread. */
	void hire() {
		if (this.hired < this.settings.limit()) {
			Worker<T, R> worker = new Worker<>(this);
			worker.decorate();
			this.hired++;
			this.workers.add(worker);
			this.resting.add(worker);
		}
	}

	private void launchAll() {
		boolean launching = true;
		while (launching && this.source.isClaimable()) {
			launching = launchOne();
		}
	}

	/** Send a resting worker if there may be a task for it. */
	boolean launchOne() {
		if (isStopped() || !this.source.isClaimable()) {
			return false;
		}
		Worker<T, R> worker = this.resting.poll();
		if (worker == null) {
			return false;
		}
		this.launched.incrementAndGet();
		try {
			this.handle.submit(worker);
			return true;
		}
		catch (Throwable refused) {
			workerRefused(worker, refused);
			return false;
		}
	}

	/** A worker will not run. If it was the last, nobody is left to do the work. */
	void workerRefused(Worker<T, R> worker, Throwable refused) {
		this.resting.add(worker);
		if (this.launched.decrementAndGet() == 0 && !isDone() && !launchAgain()) {
			stop((refused instanceof RejectedExecutionException) ? Stop.rejected(refused) : Stop.failed(refused),
					false);
		}
	}

	/**
	 * The thread that our last worker has just left may be on its way back to its pool,
	 * and a pool without a queue refuses until it is there; or the last worker is just
	 * about to go on. Neither must end a call in its midst.
	 * @return {@code false} if there is no worker and none can be launched for a while
	 */
	private boolean launchAgain() {
		long start = System.nanoTime();
		boolean patient = this.served;
		while (patient && this.launched.get() == 0 && this.source.isClaimable() && !isStopped()) {
			LockSupport.parkNanos(RETRY_NANOS);
			if (launchQuietly()) {
				return true;
			}
			patient = System.nanoTime() - start < Math.min(TICK_NANOS, this.deadline.remaining())
					&& !this.handle.isShutDown();
		}
		return patient;
	}

	private boolean launchQuietly() {
		Worker<T, R> worker = this.resting.poll();
		if (worker == null) {
			return false;
		}
		this.launched.incrementAndGet();
		try {
			this.handle.submit(worker);
			return true;
		}
		catch (Throwable refused) {
			this.resting.add(worker);
			this.launched.decrementAndGet();
			return false;
		}
	}

	// Working: called by workers

	/** A worker may be in a task from now on. */
	void enter() {
		this.active.incrementAndGet();
		this.served = true;
	}

	/** A worker is in no task any more. */
	void leave() {
		if (this.active.decrementAndGet() == 0) {
			endIfDone();
		}
	}

	/**
	 * A worker that found no task rests.
	 * @return whether there may be a task after all, and the worker should go on
	 */
	boolean rest(Worker<T, R> worker) {
		this.launched.decrementAndGet();
		this.resting.add(worker);
		// Whoever made a task claimable just before found nobody resting: so look again.
		if (!isStopped() && this.source.isClaimable() && this.resting.remove(worker)) {
			this.launched.incrementAndGet();
			return true;
		}
		return false;
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
		boolean goesOn = this.sink.failure(failure);
		if (this.progress != null) {
			this.progress.taskEnded(true);
		}
		if (!goesOn) {
			stop(failure.cause());
		}
		return true;
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
			this.workers.forEach(Worker::interrupt);
		}
		this.sink.wake();
		long grace = Math.min(Deadline.nanos(this.settings.cancelGrace()), this.deadline.remaining());
		if (!reason.kind().waits() || grace <= 0 || this.active.get() == 0) {
			end(onTimer);
		}
		else {
			alarm(grace, () -> end(true));
		}
		return true;
	}

	private void endIfDone() {
		if (this.active.get() == 0 && (isStopped() || this.source.isExhausted())) {
			end(false);
		}
	}

	private void end(boolean onTimer) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.workers.forEach(Worker::dismiss);
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
		return this.active.get() == 0 && this.source.isExhausted();
	}

	@Nullable Stop stopped() {
		return this.stop.get();
	}

	/** The tasks that were claimed and have no outcome, by index. */
	Map<Integer, TaskResult.Failure<T, R>> running(TaskResult.Reason reason, Throwable cause) {
		Map<Integer, TaskResult.Failure<T, R>> running = new TreeMap<>();
		for (Worker<T, R> worker : this.workers) {
			TaskResult.Failure<T, R> failure = worker.running(reason, cause);
			if (failure != null) {
				running.put(failure.index(), failure);
			}
		}
		return running;
	}

	List<Throwable> laterFailures() {
		return new ArrayList<>(this.laterFailures);
	}

	void finishProgress() {
		if (this.progress != null) {
			this.progress.callEnded(this.deadline);
		}
	}

	CallSettings settings() {
		return this.settings;
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

	boolean isCaller(Thread thread) {
		return this.caller == thread;
	}

	boolean isTimed() {
		return this.timed;
	}

	/** Whether there is nothing to do about a task but to run it and keep its value. */
	boolean isPlain() {
		return this.plain;
	}

	long startNanos() {
		return this.start;
	}

}

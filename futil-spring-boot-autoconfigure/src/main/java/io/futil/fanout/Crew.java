package io.futil.fanout;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The workers of one call: who is hired, who rests, who is under way. Workers are hired
 * on the caller's thread, whose context they get; from then on whoever makes a task
 * claimable sends one that rests.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Crew<T extends @Nullable Object, R extends @Nullable Object> {

	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	/** The same where a consumer is kept from what it does. */
	private static final long SHORT_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	/** About what it takes to wake a thread. */
	private static final long WAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(15);

	/**
	 * How long a caller helps: all of a short call, and too little of a long one to
	 * matter.
	 */
	private static final long HELP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

	/**
	 * The same where no other worker has begun: the operating system may have put the one
	 * that was sent behind the caller, on the same processor, where that one starts only
	 * when the caller waits.
	 */
	private static final long HELP_ALONE_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

	/** So many tasks, however tiny, take longer than it takes to wake a thread. */
	private static final int SURELY_LONG = 8192;

	/** How long to wait before a worker is offered again; each time twice as long. */
	private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final Call<T, R> call;

	private final Source<T> source;

	private final int limit;

	/** Added to on the caller's thread only. */
	private final Queue<Worker<T, R>> workers = new ConcurrentLinkedQueue<>();

	/** Changed on the caller's thread only. */
	private volatile int hired;

	/** Workers that are neither submitted nor running. */
	private final Queue<Worker<T, R>> resting = new ConcurrentLinkedQueue<>();

	/** Workers that are submitted or running. */
	private final AtomicInteger launched = new AtomicInteger();

	private final Dispatch<T, R> dispatch;

	/** Set before the first worker is sent. */
	private boolean rampsUp;

	/** The worker that the caller carries. Used on the caller's thread only. */
	private @Nullable Worker<T, R> helper;

	Crew(Call<T, R> call, Source<T> source) {
		this.call = call;
		this.source = source;
		this.limit = call.settings().limit();
		this.rampsUp = source.isRampedUp();
		this.dispatch = new Dispatch<>(call, this);
	}

	// Starting: called by the caller

	/** Hire workers and send them. */
	void start() {
		hireForStart();
		boolean launching = true;
		while (launching && this.source.isClaimable()) {
			launching = launchOne() && !this.rampsUp;
		}
		this.call.endIfDone();
	}

	/**
	 * Hire workers and be the first of them for a moment. The next is sent at once where
	 * there are very many tasks; else when that moment has shown to be longer than it
	 * takes to wake a thread, by the caller or, where a task keeps it, by the watch. The
	 * others are sent one by one, each by the one before.
	 */
	void startHelping() {
		hireForStart();
		this.rampsUp = true;
		Worker<T, R> first = this.resting.poll();
		if (first == null) {
			this.call.endIfDone();
			return;
		}
		this.launched.incrementAndGet();
		this.call.stallWatch().watch();
		this.helper = first;
		if (this.source.size() >= SURELY_LONG) {
			launchOne();
		}
		carryHelper();
	}

	/** The worker that the caller has carried so far goes on to the executor. */
	void handOver() {
		while (this.helper != null) {
			try {
				this.call.handle().submit(this.helper);
				this.helper = null;
			}
			catch (Throwable refused) {
				// Where there is no room, the caller goes on itself.
				carryHelper();
			}
		}
	}

	private void carryHelper() {
		this.call.caller().inside(() -> {
			Worker<T, R> helper = this.helper;
			if (helper != null && !helper.carry(Seat.CALLER)) {
				this.helper = null;
			}
		});
	}

	private void hireForStart() {
		int wanted = this.source.workersAtStart(this.limit);
		for (int i = 0; i < wanted; i++) {
			hire();
		}
	}

	/** Make one more worker, unless there are enough. */
	void hire() {
		if (this.hired < this.limit) {
			Worker<T, R> worker = new Worker<>(this.call);
			worker.decorate();
			this.hired++;
			this.workers.add(worker);
			this.resting.add(worker);
		}
	}

	// Working: called by workers, and by who makes a task claimable

	/** Whether a worker that has found a task is to bring in the next one. */
	boolean isShort(Seat seat, long sliceStart) {
		if (!this.rampsUp || this.launched.get() >= this.hired) {
			return false;
		}
		if (seat == Seat.CALLER) {
			return isLongEnough(sliceStart);
		}
		// Where the executor runs in its caller that would be workers inside workers.
		return !this.call.caller().isInside(Thread.currentThread());
	}

	/** Whether a caller that helps should bring in the first worker beside itself. */
	private boolean isLongEnough(long sliceStart) {
		return this.launched.get() == 1 && System.nanoTime() - sliceStart >= WAKE_NANOS;
	}

	/**
	 * Whether a worker should let others go first, now that a task has ended. A caller
	 * that helps hands it over then.
	 */
	boolean shouldYield(Seat seat, long sliceStart) {
		return (seat == Seat.CALLER) ? hasHelped(System.nanoTime() - sliceStart)
				: this.call.handle().shouldYield(seat, sliceStart);
	}

	private boolean hasHelped(long nanos) {
		return nanos >= (this.call.presence().areSeveralThere() ? HELP_NANOS : HELP_ALONE_NANOS);
	}

	/**
	 * Whether a caller that helps has something else to do, as far as is known without a
	 * look at the clock: bring in the first worker beside itself, or hand its own over.
	 */
	boolean isDue(Claim<T> claim, long sliceStart) {
		if (!claim.hasJustLooked()) {
			return false;
		}
		long nanos = claim.lastLook() - sliceStart;
		return hasHelped(nanos) || (this.launched.get() == 1 && this.hired > 1 && nanos >= WAKE_NANOS);
	}

	/** How many workers there can be. */
	int limit() {
		return this.limit;
	}

	/** The number of workers, wherever they are. */
	int hired() {
		return this.hired;
	}

	/** Whether a worker is neither submitted nor running. */
	boolean hasResting() {
		return !this.resting.isEmpty();
	}

	/**
	 * Send a resting worker if there may be a task for it.
	 * @return whether one was sent
	 */
	boolean launchOne() {
		Worker<T, R> worker = wanted();
		return worker != null && launch(worker);
	}

	/** The same, by a worker that has a task in its hands. */
	void launchBeside() {
		this.dispatch.bringIn(() -> {
			Worker<T, R> worker = wanted();
			if (worker != null) {
				// It may have been put back and sent by another one by now, whose mark we
				// wipe out then: at worst it is carried inside that one.
				worker.keepOff(Thread.currentThread());
				launch(worker);
				worker.keepOff(null);
			}
		});
	}

	/** A worker that rests, if there may be a task for it. */
	private @Nullable Worker<T, R> wanted() {
		// Asked with each task that is read one by one, so the usual answer comes first.
		boolean isNone = this.launched.get() >= this.hired || this.call.isStopped() || !this.source.isClaimable();
		return isNone ? null : this.resting.poll();
	}

	private boolean launch(Worker<T, R> worker) {
		Throwable refused = send(worker);
		if (refused != null) {
			refused(worker, refused);
		}
		return refused == null;
	}

	/** A worker that was sent does not run after all. */
	void putBack(Worker<T, R> worker) {
		this.resting.add(worker);
		this.launched.decrementAndGet();
	}

	/** The consumer is back: send a worker if the executor has turned away the last. */
	void goOn() {
		if (!isAtWork()) {
			launchOne();
		}
	}

	/** Whether a worker is submitted or running. */
	boolean isAtWork() {
		return this.launched.get() > 0;
	}

	/**
	 * Hand a worker to the executor.
	 * @return what the executor has thrown instead of taking it
	 */
	private @Nullable Throwable send(Worker<T, R> worker) {
		this.launched.incrementAndGet();
		try {
			this.dispatch.send(worker);
			return null;
		}
		catch (Throwable refused) {
			return refused;
		}
	}

	/**
	 * The thread that our last worker has just left may be on its way back to its pool,
	 * and a pool without a queue refuses until it is there; or the last worker is just
	 * about to go on. Neither must end a call in its midst.
	 * @param isElsewhere whether the consumer was elsewhere
	 * @return {@code false} if there is no worker and none can be launched for a while
	 */
	private boolean launchAgain(boolean isElsewhere) {
		long patience = Math.min(patience(isElsewhere), this.call.deadline().remaining());
		long start = System.nanoTime();
		long pause = FIRST_PAUSE_NANOS;
		boolean patient = patience != 0 && this.call.hasBegun();
		while (patient && this.launched.get() == 0 && this.source.isClaimable() && !this.call.isStopped()) {
			pause(pause);
			pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
			// First this: however long this thread was kept from it, it asks once more
			// at the end.
			patient = System.nanoTime() - start < patience && this.call.handle().isRunning();
			if (launchQuietly()) {
				return true;
			}
		}
		// Who came meanwhile may have had more luck.
		return patient || isAtWork();
	}

	/** Even with an interrupt pending, which is for whatever comes behind this. */
	private static void pause(long nanos) {
		boolean interrupted = Thread.interrupted();
		LockSupport.parkNanos(nanos);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private long patience(boolean isElsewhere) {
		if (!isElsewhere) {
			return PATIENCE_NANOS;
		}
		// A consumer that holds the place itself would wait for itself.
		boolean isInVain = Frame.place(this.call.settings().handles()) == this.call.handle();
		return isInVain ? 0 : SHORT_PATIENCE_NANOS;
	}

	private boolean launchQuietly() {
		Worker<T, R> worker = this.resting.poll();
		if (worker == null) {
			return false;
		}
		if (send(worker) == null) {
			return true;
		}
		putBack(worker);
		return false;
	}

	/**
	 * A worker will not run. If it was the last, nobody is left to do the work, until a
	 * consumer that is elsewhere comes back. It says first that it is here, and then
	 * looks whether anybody is at work, so one of us sees the other.
	 */
	void refused(Worker<T, R> worker, Throwable refused) {
		this.resting.add(worker);
		if (this.launched.decrementAndGet() > 0 || this.call.isDone()) {
			return;
		}
		Recall recall = this.call.recall();
		boolean isElsewhere;
		int visits;
		do {
			visits = recall.visits();
			if (launchAgain(recall.isElsewhere())) {
				return;
			}
			isElsewhere = recall.isElsewhere();
			// One that has come back meanwhile may have taken us for at work, and has
			// perhaps brought the place that was missing.
		}
		while (visits != recall.visits());
		if (!isElsewhere) {
			this.call.stop(this.dispatch.verdict(refused), false);
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
		if (!this.call.isStopped() && this.source.isClaimable() && this.resting.remove(worker)) {
			this.launched.incrementAndGet();
			return true;
		}
		return false;
	}

	// Stopping and ending

	/** Interrupt the tasks that run. */
	void interrupt() {
		this.workers.forEach(Worker::interrupt);
	}

	/** The call has ended. */
	void dismiss() {
		this.workers.forEach((worker) -> worker.dismiss(this.call.handle()));
		this.call.handle().callEnded();
	}

	/** The tasks that were started and have no outcome, by index. */
	Map<Integer, TaskResult.Failure<T, R>> running(TaskResult.Reason reason, Throwable cause) {
		Map<Integer, TaskResult.Failure<T, R>> running = new TreeMap<>();
		RetrySource<T> retries = this.call.retries();
		if (retries != null) {
			// First these: where a worker has one in its hands, it knows better.
			retries.unsettled().forEach((trial) -> running.put(trial.index(), trial.standing().as(reason, cause)));
		}
		for (Worker<T, R> worker : this.workers) {
			TaskResult.Failure<T, R> failure = worker.running(reason, cause);
			if (failure != null) {
				running.put(failure.index(), failure);
			}
		}
		return running;
	}

}

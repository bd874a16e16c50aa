package io.futil.fanout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.fanout.spi.AbandonedTask;
import io.futil.fanout.spi.ExecutorActivity;
import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One executor as the engine sees it: which carriers it has, and how many of its threads
 * wait themselves.
 * <p>
 * <b>Carriers.</b> A worker is submitted inside a {@link Carrier}, one for each. Carriers
 * that no thread has begun are {@link #pending}: a thread that lends its place finds work
 * for a spare there.
 * <p>
 * <b>Lent places.</b> A thread of the executor that waits for a nested call lends its
 * place to a spare one: see {@link LentPlaces}.
 * <p>
 * <b>Slices.</b> A worker that has run for {@link #SLICE_NANOS} while others wait, calls
 * or any other tasks, gives way after its task: it is submitted again and stands last.
 * Where the executor is full it changes places with one that waits, or goes on.
 */
final class ExecutorHandle implements ExecutorActivity {

	private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final Executor executor;

	private final @Nullable WorkerExecutor own;

	private final @Nullable ThreadPoolExecutor pool;

	private final String name;

	private final Admission admission;

	/**
	 * Whether workers may change places, because the executor wraps nothing around a
	 * carrier: ours, and fork-join pools.
	 */
	private final boolean interchangeable;

	private final PendingCarriers pending;

	private final LentPlaces lent;

	private final Dependents dependents;

	/** Callers that run tasks of their own call at this moment. */
	private final AtomicInteger helping = new AtomicInteger();

	/** Tasks that go on although their call has ended. */
	private final Set<AbandonedAttempt> abandoned = ConcurrentHashMap.newKeySet();

	/** Workers that a thread carries now, wherever. */
	private final AtomicInteger active = new AtomicInteger();

	ExecutorHandle(Executor executor, String name, @Nullable ThreadPoolExecutor pool, Timer timer) {
		this.executor = executor;
		this.own = (executor instanceof WorkerExecutor workers) ? workers : null;
		this.name = name;
		this.pool = pool;
		this.admission = (this.own != null) ? Admission.free() : Admission.of(executor, pool);
		this.interchangeable = this.own != null || isForkJoin();
		this.pending = new PendingCarriers(this.own);
		this.dependents = new Dependents(this, this.own);
		this.lent = new LentPlaces(this, timer);
	}

	@Override
	public Executor executor() {
		return this.executor;
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * How many tasks the executor runs at once, as it is configured now;
	 * {@link Integer#MAX_VALUE} if nobody knows.
	 */
	@Override
	public int concurrency() {
		return (this.own != null) ? this.own.concurrency() : ForeignExecutor.concurrency(this.executor, this.pool);
	}

	/** Whether it makes who submits wait for a place. */
	Admission admission() {
		return this.admission;
	}

	/** Whether the executor is known to be shut down. */
	boolean isShutDown() {
		if (this.own != null) {
			return this.own.isShutdown();
		}
		return (this.pool != null) ? this.pool.isShutdown()
				: this.executor instanceof ExecutorService service && service.isShutdown();
	}

	/** Whether the executor is ours and has given up what it was running. */
	boolean hasGivenUp() {
		return this.own != null && this.own.isShutdown();
	}

	/** Whether the executor would take a worker if it had room. */
	boolean isRunning() {
		return (this.own != null) ? this.own.isRunning() : !isShutDown();
	}

	/** Why the executor has refused a worker, in words. */
	String refusal(@Nullable Throwable refused) {
		if (this.own != null && refused instanceof RejectedExecutionException && refused.getMessage() != null) {
			return refused.getMessage();
		}
		if (!isRunning()) {
			return this + " was shut down";
		}
		return this + (hasLostWorkers() ? " has no thread, and its thread factory makes none" : " took none");
	}

	/** Whether somebody has to look now and then if the executor still lives. */
	boolean needsTicks() {
		return this.own == null && (this.pool != null || this.executor instanceof ExecutorService);
	}

	/** Whether nobody will run the workers that wait. */
	boolean hasLostWorkers() {
		return ForeignExecutor.hasLostWorkers(this.executor, this.pool);
	}

	/** What all its calls may retry, {@code null} for any number. */
	@Nullable RetryBudget retryBudget() {
		return (this.own != null) ? this.own.retryBudget() : null;
	}

	/** How often attempts of all its calls may start, {@code null} without limit. */
	@Nullable RateLimit rateLimit() {
		return (this.own != null) ? this.own.rateLimit() : null;
	}

	/** Where its tasks run, {@code null} if here. */
	@Nullable RemoteTasks remoteTasks() {
		return (this.own != null) ? this.own.remoteTasks() : null;
	}

	/**
	 * What runs what depends on futures of its calls: an executor that is not ours by
	 * itself, with whatever it puts around it.
	 */
	Executor dependents() {
		return (this.own != null) ? this.dependents : this.executor;
	}

	/** Wrap a worker, on its caller's thread, or a dependent in our own decoration. */
	Runnable decorate(Runnable task) {
		if (this.own == null) {
			return task;
		}
		Runnable decorated = this.own.decorate(task);
		if (decorated == null) {
			throw new IllegalStateException(
					"The task decorator of executor '" + this.name + "' returned null; it must return a Runnable");
		}
		return decorated;
	}

	/**
	 * Hand a worker to the executor.
	 * @throws RejectedExecutionException or whatever else the executor throws, if no
	 * thread will run the worker
	 */
	void submit(Worker<?, ?> worker) {
		if (this.admission.blocks()) {
			InterruptGuard wait = new InterruptGuard();
			wait.begin();
			submit(worker, wait);
		}
		else {
			submit(new Carrier(this, Seat.POOL, worker), worker);
		}
	}

	/**
	 * The same, of an executor that may make this thread wait for a place.
	 * @param wait that has begun, through which it is woken, also when the worker has
	 * found another one
	 */
	void submit(Worker<?, ?> worker, InterruptGuard wait) {
		Carrier carrier = new Carrier(this, Seat.POOL, worker);
		carrier.submitUnder(wait);
		try {
			submit(carrier, worker);
		}
		finally {
			if (wait.end() && wait.foundInterrupted()) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void submit(Carrier carrier, Worker<?, ?> worker) {
		worker.submitted();
		if (!this.interchangeable) {
			// It may take its time to accept, and the place that is needed may be lent.
			this.pending.add(carrier);
			this.lent.tryStartSpares();
		}
		try {
			if (this.admission.blocks() && worker.isDismissed()) {
				// Just now: who swept may not have seen it.
				return;
			}
			requireTaker();
			executeDecorated(carrier);
		}
		catch (Throwable refused) {
			// A thread that waits has lent its place: there is room whatever the pool
			// says.
			if (carrier.unload() != null && !this.lent.take(worker)) {
				this.pending.dropIfEmpty(carrier);
				throw refused;
			}
		}
		if (this.interchangeable) {
			// Not before it was accepted: another worker might have changed places with
			// one that is then refused.
			this.pending.addAccepted(carrier);
		}
		else {
			this.pending.dropIfEmpty(carrier);
		}
		this.lent.tryStartSpares();
	}

	private void requireTaker() {
		RemoteTasks remote = remoteTasks();
		if (remote != null) {
			remote.requireTaker();
		}
	}

	/** Whether something waits for a thread that will not come by itself. */
	boolean needsThread() {
		// An idle thread takes it nearly always: see LentPlaces. If it takes something
		// else that waits in turn, that is one more lender, who looks again.
		return hasPending() && !ForeignExecutor.hasThread(this.executor, this.pool);
	}

	/** Run one task that waits for this executor, on a spare thread. */
	boolean runPending(Carrier spare) {
		if (this.own == null && this.pool != null) {
			// The pool's own queue: it may have wrapped the carrier in the context of
			// whoever submitted it.
			Runnable task = this.pool.getQueue().poll();
			if (task != null) {
				task.run();
			}
			return task != null;
		}
		Worker<?, ?> worker = this.pending.take();
		if (worker != null) {
			carryOn(spare, worker);
		}
		return worker != null;
	}

	/** Run what depends on a future and waits for this executor, on a spare thread. */
	boolean runDependent() {
		return this.dependents.runNext();
	}

	/** Carry a worker on a spare thread until it has no task or gives way. */
	void carryOn(Carrier spare, Worker<?, ?> worker) {
		while (spare.carry(worker, Seat.SPARE) && !moved(worker)) {
			// The executor is full: on, in place.
		}
	}

	private boolean moved(Worker<?, ?> worker) {
		try {
			if (this.admission.blocks()) {
				// The place is left when the worker has ended, and no sooner.
				this.lent.offerAside(worker);
				return true;
			}
			if (!this.admission.hasRoom()) {
				return false;
			}
			submit(worker);
			return true;
		}
		catch (Throwable refused) {
			return false;
		}
	}

	/** The places that waiting threads of this executor have lent. */
	LentPlaces lent() {
		return this.lent;
	}

	/** Make a thread like those of the executor. */
	Thread newSpareThread(Runnable task) {
		if (this.own != null) {
			return this.own.newSpareThread(task);
		}
		return ForeignExecutor.newThread(this.executor, this.pool, this.name + "-spare", task);
	}

	/** A call has ended, and its workers are of no use any more. */
	void callEnded() {
		this.pending.callEnded();
		if (this.admission.blocks()) {
			// Somebody may still wait for a place for them.
			this.pending.sweep();
		}
	}

	/** A call has ended without this task, which ignores its interrupt. */
	void taskAbandoned(AbandonedAttempt task) {
		this.abandoned.add(task);
	}

	/** A task that was abandoned has ended, and with it the hold on its thread. */
	void abandonedTaskEnded(AbandonedAttempt task) {
		this.abandoned.remove(task);
	}

	@Override
	public int abandoned() {
		return this.abandoned.size();
	}

	@Override
	public List<AbandonedTask> abandonedTasks() {
		return this.abandoned.stream().map(AbandonedAttempt::view).toList();
	}

	/** A thread begins to carry a worker. */
	void workerEntered() {
		this.active.incrementAndGet();
	}

	/** It has put it down. */
	void workerLeft() {
		this.active.decrementAndGet();
	}

	@Override
	public int active() {
		return this.active.get();
	}

	/**
	 * Whether workers should go when they can: somebody waits for a thread of this
	 * executor, a call or any other task, or it has become smaller than what runs on it.
	 */
	boolean needsRoom() {
		return hasPending() || (this.pool != null && !this.pool.getQueue().isEmpty())
				|| (this.own != null && this.own.isOvercrowded());
	}

	/** Whether a worker or a dependent waits for its turn. */
	boolean hasPending() {
		return this.pending.areThere() || this.dependents.areWaiting();
	}

	/** Whether a worker should let others go first, now that a task has ended. */
	boolean shouldYield(Seat seat, long sliceStart) {
		if (seat == Seat.SPARE && this.lent.isOverdrawn()) {
			return true;
		}
		return needsRoom() && System.nanoTime() - sliceStart >= SLICE_NANOS;
	}

	/**
	 * Let the caller run tasks itself if there is a thread to spare. That saves a short
	 * call the time it takes to wake one.
	 * @return {@code false} if it may not; else it has to say when it has finished
	 */
	boolean admitCaller() {
		if (this.own == null) {
			return false;
		}
		int helping = this.helping.get();
		return this.own.admitsCaller(helping) && this.helping.compareAndSet(helping, helping + 1);
	}

	/** A caller that was admitted helps no more. */
	void dismissCaller() {
		this.helping.decrementAndGet();
	}

	/** Run workers on a thread of the executor: the body of a carrier. */
	void run(Carrier carrier) {
		Worker<?, ?> next = carrier.unload();
		Seat seat = this.lent.isSpare(Thread.currentThread()) ? Seat.SPARE : Seat.POOL;
		while (next != null) {
			boolean yielded = carrier.carry(next, seat);
			next = yielded ? makeWay(next) : null;
		}
	}

	/** Hand over what is decorated already, as far as it needs that. */
	void executeDecorated(Runnable task) {
		if (this.own == null) {
			ForeignExecutor.execute(this.executor, this.pool, task);
			return;
		}
		try {
			this.own.executeDecorated(task);
		}
		catch (RejectedExecutionException ex) {
			if (!isRunning()) {
				throw ex;
			}
			// It may be full of what nobody waits for any more, or have been so until
			// somebody else has swept.
			this.pending.sweep();
			this.own.executeDecorated(task);
		}
	}

	/** Submit a worker that yields and tell which one this thread carries next. */
	private @Nullable Worker<?, ?> makeWay(Worker<?, ?> worker) {
		worker.submitted();
		if (isForkJoin()) {
			// What one of its threads submits, that thread would take next.
			return changePlaces(worker);
		}
		Carrier carrier = new Carrier(this, Seat.POOL, worker);
		if (resubmit(carrier)) {
			this.pending.addAccepted(carrier);
			// This thread may not come back to the queue: the executor may be smaller
			// now.
			this.lent.tryStartSpares();
			return null;
		}
		// What a foreign executor has wrapped in a context cannot change places.
		return this.interchangeable ? changePlaces(worker) : worker;
	}

	private boolean isForkJoin() {
		return this.executor.getClass() == ForkJoinPool.class;
	}

	/**
	 * Submit a worker again from its own thread, inside whatever context a foreign
	 * executor has put around it.
	 * @return {@code false} if the executor is full, runs its tasks right here, or would
	 * make this thread wait for its own place
	 */
	private boolean resubmit(Carrier carrier) {
		try {
			return this.admission.hasRoom() && carrier.submitFromWorker();
		}
		catch (Throwable refused) {
			return false;
		}
	}

	private Worker<?, ?> changePlaces(Worker<?, ?> worker) {
		Worker<?, ?> other = this.pending.exchange(worker);
		if (other == null) {
			return worker;
		}
		this.lent.tryStartSpares();
		return other;
	}

	@Override
	public String toString() {
		return "executor '" + this.name + "'";
	}

}

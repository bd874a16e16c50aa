package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * One executor as the engine sees it: who waits for one of its threads, and how many of
 * its threads wait themselves.
 * <p>
 * <b>Waiting workers.</b> A worker that is submitted stands in {@link #waiting} until a
 * thread takes it out; that removal is the claim, so a worker runs once however many
 * threads come for it. What the executor gets is a {@link Carrier}. On an executor of
 * ours, and on a fork-join pool, a carrier takes whichever worker is first; on another
 * one only its own, because the executor may have wrapped the carrier in its caller's
 * context.
 * <p>
 * <b>Lent places.</b> A thread of the executor that waits for a nested call lends its
 * place to a spare one: see {@link LentPlaces}.
 * <p>
 * <b>Slices.</b> A worker that has run for {@link #SLICE_NANOS} while others wait gives
 * way after its task and stands last.
 */
final class ExecutorHandle {

	private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** For an executor that does not tell how much it runs at once, or has no bound. */
	private static final int UNBOUNDED = Integer.MAX_VALUE;

	private final Executor executor;

	private final @Nullable WorkerExecutor own;

	private final @Nullable ThreadPoolExecutor pool;

	/** What can be asked whether it is shut down, if it is not our own. */
	private final @Nullable ExecutorService service;

	/**
	 * Whether any carrier may run any worker, because the executor wraps nothing around
	 * them. A fork-join pool must: what its thread submits, that thread runs next.
	 */
	private final boolean interchangeable;

	private final String name;

	private final Queue<Worker<?, ?>> waiting = new ConcurrentLinkedQueue<>();

	private final LentPlaces lent = new LentPlaces(this);

	ExecutorHandle(Executor executor, String name, @Nullable ThreadPoolExecutor pool) {
		this.executor = executor;
		this.own = (executor instanceof WorkerExecutor workers) ? workers : null;
		this.name = name;
		this.pool = pool;
		this.service = (pool == null && executor instanceof ExecutorService foreign) ? foreign : pool;
		this.interchangeable = this.own != null || executor.getClass() == ForkJoinPool.class;
	}

	Executor executor() {
		return this.executor;
	}

	String name() {
		return this.name;
	}

	/**
	 * How many tasks the executor runs at once, as it is configured now;
	 * {@link Integer#MAX_VALUE} if nobody knows.
	 */
	int concurrency() {
		if (this.own != null) {
			return this.own.concurrency();
		}
		if (this.executor instanceof ForkJoinPool forkJoin) {
			return Math.max(1, forkJoin.getParallelism());
		}
		if (this.pool == null) {
			return UNBOUNDED;
		}
		boolean grows = this.pool.getQueue().remainingCapacity() != Integer.MAX_VALUE;
		return Math.max(1, grows ? this.pool.getMaximumPoolSize() : this.pool.getCorePoolSize());
	}

	/** Whether the executor is known to be shut down. */
	boolean isShutDown() {
		return (this.own != null) ? this.own.isShutdown() : this.service != null && this.service.isShutdown();
	}

	/** Whether somebody has to look now and then if the executor still lives. */
	boolean needsTicks() {
		return this.own == null && this.service != null;
	}

	/**
	 * Whether nobody will run the workers that wait: the executor was shut down and its
	 * queue, with our workers in it, is gone; or its thread factory makes no thread for
	 * what is in the queue.
	 */
	boolean hasLostWorkers() {
		if (this.pool == null) {
			return this.service != null && this.service.isTerminated();
		}
		return this.pool.isShutdown() == this.pool.getQueue().isEmpty()
				&& (this.pool.isShutdown() || this.pool.getPoolSize() == 0);
	}

	/** What became of workers that are lost. */
	String describeLoss() {
		return this + (isShutDown() ? " was shut down" : " has no thread, and its thread factory makes none");
	}

	/** Wrap a worker in the executor's own decoration, on the caller's thread. */
	Runnable decorate(Runnable worker) {
		if (this.own == null) {
			return worker;
		}
		Runnable decorated = this.own.decorate(worker);
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
		this.waiting.add(worker);
		try {
			execute(new Carrier(this, worker));
		}
		catch (Throwable refused) {
			// A thread that waits has lent its place: there is room whatever the pool
			// says.
			if (this.waiting.remove(worker) && !this.lent.take(worker)) {
				throw refused;
			}
		}
		try {
			this.lent.startSpares();
		}
		catch (Throwable noThread) {
			if (this.waiting.remove(worker)) {
				throw noThread;
			}
		}
	}

	/** Whether a worker waits for a thread that will not come by itself. */
	boolean needsThread() {
		return !this.waiting.isEmpty() && !hasIdleThread();
	}

	/**
	 * An idle thread will take a waiting worker by itself. If it takes something else
	 * that waits in turn, that is one more lender, who looks again.
	 */
	private boolean hasIdleThread() {
		return this.pool != null && this.pool.getActiveCount() < this.pool.getPoolSize();
	}

	/** Take the first waiting worker. */
	@Nullable Worker<?, ?> poll() {
		return this.waiting.poll();
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
		ThreadFactory factory = null;
		if (this.executor instanceof ThreadFactory threads) {
			factory = threads;
		}
		else if (this.pool != null) {
			factory = this.pool.getThreadFactory();
		}
		Thread thread = (factory != null) ? factory.newThread(task) : null;
		return (thread != null) ? thread : new Thread(task, this.name + "-spare");
	}

	/** Whether a worker should let others go first, now that a task has ended. */
	boolean shouldYield(boolean onSpare, long sliceStart) {
		if (onSpare && this.lent.isOverdrawn()) {
			return true;
		}
		return isAnybodyWaiting() && System.nanoTime() - sliceStart >= SLICE_NANOS;
	}

	/** A pool's queue also has what others than this handle have put there. */
	private boolean isAnybodyWaiting() {
		return !this.waiting.isEmpty() || (this.pool != null && this.own == null && !this.pool.getQueue().isEmpty());
	}

	/** Run workers on a thread of the executor: the body of a carrier. */
	void runCarried(Worker<?, ?> carried) {
		Worker<?, ?> next = take(carried);
		while (next != null) {
			boolean yielded = next.carry(false);
			next = yielded ? makeWay(next) : null;
		}
	}

	/** The executor will never run this carrier: it was shut down. */
	void dropCarried(Worker<?, ?> carried) {
		Worker<?, ?> dropped = take(carried);
		if (dropped != null) {
			dropped.refused(new RejectedExecutionException("Executor '" + this.name + "' was shut down"));
		}
	}

	private void execute(Carrier carrier) {
		if (this.own != null) {
			this.own.executeDecorated(carrier);
		}
		else {
			this.executor.execute(carrier);
		}
	}

	private @Nullable Worker<?, ?> take(Worker<?, ?> carried) {
		if (this.interchangeable) {
			return this.waiting.poll();
		}
		return this.waiting.remove(carried) ? carried : null;
	}

	/** Queue a worker that yields and tell which one this thread runs next. */
	private @Nullable Worker<?, ?> makeWay(Worker<?, ?> worker) {
		this.waiting.add(worker);
		if (this.interchangeable) {
			// The carrier of the next worker will find this one.
			return this.waiting.poll();
		}
		boolean inPlace = !resubmit(worker);
		return (inPlace && this.waiting.remove(worker)) ? worker : null;
	}

	/**
	 * Submit a worker again from its own thread, inside whatever context a foreign
	 * executor has put around it.
	 * @return {@code false} if the executor is full or broken, or runs its tasks right
	 * here
	 */
	private boolean resubmit(Worker<?, ?> worker) {
		try {
			return new Carrier(this, worker).submitFromWorker(this::execute);
		}
		catch (Throwable refused) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "executor '" + this.name + "'";
	}

}

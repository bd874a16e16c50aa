package io.futil.fanout;

import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What a thread is given: a turn for a worker. It is a
 * {@link java.util.concurrent.Future} because Spring's executors cancel the futures that
 * are left in their queue at shutdown, and ours those that run on; that is how a call
 * learns that its worker will never run, or should have stopped. It has no result.
 * <p>
 * The worker is loaded until a thread takes it out. That is the claim: a worker runs once
 * however many threads come for it.
 */
final class Carrier implements RunnableFuture<@Nullable Void> {

	private final ExecutorHandle handle;

	private final Seat seat;

	private final AtomicReference<@Nullable Worker<?, ?>> loaded;

	/** The worker that the thread of this carrier carries now. */
	private volatile @Nullable Worker<?, ?> carried;

	/** What its submitter waits under, if the executor may make it wait. */
	private @Nullable InterruptGuard wait;

	/** The thread that submits this carrier and must not run it meanwhile, if any. */
	private volatile @Nullable Thread submitter;

	private volatile boolean cameBack;

	private volatile boolean done;

	private volatile boolean cancelled;

	Carrier(ExecutorHandle handle, Seat seat, @Nullable Worker<?, ?> worker) {
		this.handle = handle;
		this.seat = seat;
		this.loaded = new AtomicReference<>(worker);
	}

	/** From here on this thread may have to wait for a place. */
	void submitUnder(InterruptGuard wait) {
		this.wait = wait;
	}

	/** Take the worker out for another place than the one its submitter waits for. */
	@Nullable Worker<?, ?> unloadElsewhere() {
		Worker<?, ?> worker = unload();
		if (worker != null) {
			endWait();
		}
		return worker;
	}

	private void endWait() {
		InterruptGuard wait = this.wait;
		if (wait != null) {
			wait.interrupt();
		}
	}

	/** Take the worker out, or {@code null} if somebody has. */
	@Nullable Worker<?, ?> unload() {
		return this.loaded.getAndSet(null);
	}

	/**
	 * Take the worker out if its call has ended.
	 * @return whether it was in there until now
	 */
	boolean unloadDismissed() {
		Worker<?, ?> worker = this.loaded.get();
		boolean dismissed = worker != null && worker.isDismissed() && this.loaded.compareAndSet(worker, null);
		if (dismissed) {
			endWait();
		}
		return dismissed;
	}

	/**
	 * Put another worker in the place of the one that is loaded.
	 * @return the one that was, or {@code null} if there is none any more
	 */
	@Nullable Worker<?, ?> exchange(Worker<?, ?> worker) {
		Worker<?, ?> other = this.loaded.get();
		while (other != null && !this.loaded.compareAndSet(other, worker)) {
			other = this.loaded.get();
		}
		return other;
	}

	/** Whether there is no worker in it any more; there will not be another. */
	boolean isEmpty() {
		return this.loaded.get() == null;
	}

	/** Whether there is a worker in it whose call goes on. */
	boolean isWorthATurn() {
		Worker<?, ?> worker = this.loaded.get();
		return worker != null && !worker.isDismissed();
	}

	/** Carry a worker on the current thread. See {@link Worker#carry}. */
	boolean carry(Worker<?, ?> worker, Seat seat) {
		this.carried = worker;
		try {
			return worker.carry(seat);
		}
		finally {
			this.carried = null;
		}
	}

	/**
	 * Be submitted by a worker that yields. An executor may run what it is given at once,
	 * inside {@code execute}: that would be the worker inside itself.
	 * @return {@code false} if that happened, and this carrier is of no use
	 */
	boolean submitFromWorker() {
		this.submitter = Thread.currentThread();
		try {
			this.handle.executeDecorated(this);
			return !this.cameBack;
		}
		finally {
			this.submitter = null;
		}
	}

	@Override
	public void run() {
		if (this.submitter == Thread.currentThread()) {
			this.cameBack = true;
			return;
		}
		try {
			if (this.seat == Seat.SPARE) {
				this.handle.lent().run(this);
			}
			else {
				this.handle.run(this);
			}
		}
		finally {
			this.done = true;
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		Worker<?, ?> worker = unload();
		if (worker != null) {
			this.cancelled = true;
			worker.refused(new RejectedExecutionException(this.handle + " was shut down"));
			return true;
		}
		worker = this.carried;
		if (worker != null) {
			worker.executorWasShutDown();
		}
		return false;
	}

	@Override
	public boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public boolean isDone() {
		return this.done || this.cancelled;
	}

	@Override
	public @Nullable Void get() {
		if (this.cancelled) {
			throw new CancellationException();
		}
		throw new UnsupportedOperationException("A worker's turn has no result");
	}

	@Override
	public @Nullable Void get(long timeout, TimeUnit unit) {
		return get();
	}

}

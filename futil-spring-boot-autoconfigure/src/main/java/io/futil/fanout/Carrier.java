package io.futil.fanout;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What an executor is given: a turn for a waiting worker. It is a {@link Future} because
 * Spring's executors cancel the futures that are left in their queue at shutdown; that is
 * how a call learns that its worker will never run. It has no result.
 */
final class Carrier implements RunnableFuture<@Nullable Void> {

	private final ExecutorHandle handle;

	private final Worker<?, ?> worker;

	/**
	 * The thread that submits this carrier and must not run it meanwhile, if there is
	 * one.
	 */
	private volatile @Nullable Thread submitter;

	private volatile boolean cameBack;

	private final AtomicBoolean spent = new AtomicBoolean();

	private volatile boolean cancelled;

	Carrier(ExecutorHandle handle, Worker<?, ?> worker) {
		this.handle = handle;
		this.worker = worker;
	}

	/**
	 * Be submitted by a worker that yields. An executor may run what it is given at once,
	 * inside {@code execute}: that would be the worker inside itself.
	 * @return {@code false} if that happened, and this carrier is of no use
	 */
	boolean submitFromWorker(Consumer<Carrier> submission) {
		this.submitter = Thread.currentThread();
		try {
			submission.accept(this);
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
		if (this.spent.compareAndSet(false, true)) {
			this.handle.runCarried(this.worker);
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		if (!this.spent.compareAndSet(false, true)) {
			return false;
		}
		this.cancelled = true;
		this.handle.dropCarried(this.worker);
		return true;
	}

	@Override
	public boolean isCancelled() {
		return this.cancelled;
	}

	@Override
	public boolean isDone() {
		return this.spent.get();
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

package io.futil.contract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who calls verbs, on a thread of his own or inside a worker, so that the test
 * can look on and nothing hangs for ever.
 *
 * @param <V> the type of what he comes back with
 */
final class Caller<V extends @Nullable Object> {

	/** The time after which something counts as hanging. */
	static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("futil.contract.limit", 20));

	private final Callable<V> action;

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile @Nullable Thread thread;

	private volatile @Nullable V value;

	private volatile @Nullable Throwable failure;

	private volatile boolean interrupted;

	Caller(Callable<V> action) {
		this.action = action;
	}

	/** Do it, on the current thread. */
	void act() {
		this.thread = Thread.currentThread();
		try {
			this.value = this.action.call();
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		this.interrupted = Thread.interrupted();
		this.done.countDown();
	}

	/** The thread that calls, once it does. */
	Thread thread() {
		Await.until("the caller has started", () -> this.thread != null);
		Thread thread = this.thread;
		if (thread == null) {
			throw new IllegalStateException();
		}
		return thread;
	}

	boolean isDone() {
		return this.done.getCount() == 0;
	}

	/** The value, or the failure thrown as it is. */
	@SuppressWarnings("NullAway") // V may itself be nullable
	V get() throws Exception {
		await();
		Throwable failure = this.failure;
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof Exception exception) {
			throw exception;
		}
		return this.value;
	}

	/** What the action threw. */
	Throwable failure() {
		await();
		Throwable failure = this.failure;
		if (failure == null) {
			throw new AssertionError("Nothing was thrown, but the value is " + this.value);
		}
		return failure;
	}

	/** Whether the caller's interrupt flag was set at the end. */
	boolean isInterrupted() {
		await();
		return this.interrupted;
	}

	void await() {
		boolean inTime;
		try {
			inTime = this.done.await(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		if (!inTime) {
			String dump = Threads.dump();
			thread().interrupt();
			throw new AssertionError("The call hangs\n" + dump);
		}
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far a call has come: one thread at a time, numbers that never go
 * back, not too often. A worker never waits for the listener; if another thread is
 * telling it just now, this one's news comes with the next.
 */
final class ProgressReporter {

	private static final Log logger = LogFactory.getLog(ProgressReporter.class);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final Consumer<Progress> listener;

	private final long total;

	private final long start;

	private final LongAdder done = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final ReentrantLock telling = new ReentrantLock();

	private volatile long lastTold;

	/** Guarded by {@link #telling}. */
	private boolean closed;

	private ProgressReporter(Consumer<Progress> listener, long total, long start) {
		this.listener = listener;
		this.total = total;
		this.start = start;
		this.lastTold = start;
	}

	static @Nullable ProgressReporter of(@Nullable Consumer<Progress> listener, long total, long start) {
		return (listener != null) ? new ProgressReporter(listener, total, start) : null;
	}

	/** One more task has ended. Called by workers. */
	void taskEnded(boolean failure) {
		if (failure) {
			this.failed.increment();
		}
		this.done.increment();
		if (System.nanoTime() - this.lastTold >= INTERVAL_NANOS && this.telling.tryLock()) {
			try {
				if (!this.closed && System.nanoTime() - this.lastTold >= INTERVAL_NANOS) {
					tell();
				}
			}
			finally {
				this.telling.unlock();
			}
		}
	}

	/**
	 * Tell the last word, once. Not behind the deadline, when the caller has no time left
	 * for a listener, and not if the listener is stuck.
	 */
	void callEnded(Deadline deadline, Duration grace) {
		boolean interrupted = Thread.interrupted();
		try {
			long patience = Math.min(deadline.remaining(), Deadline.nanos(grace));
			if (deadline.remaining() > 0 && this.telling.tryLock(patience, TimeUnit.NANOSECONDS)) {
				try {
					if (!this.closed) {
						tell();
					}
					this.closed = true;
				}
				finally {
					this.telling.unlock();
				}
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void tell() {
		// In this order: a failure is counted before the task is done.
		long done = this.done.sum();
		long failed = Math.min(this.failed.sum(), done);
		try {
			this.listener
				.accept(new Progress(done, failed, this.total, Duration.ofNanos(System.nanoTime() - this.start)));
		}
		catch (Throwable ex) {
			logger.warn("A progress listener failed; the call goes on", ex);
		}
		this.lastTold = System.nanoTime();
	}

}

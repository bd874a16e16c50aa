package io.futil.fanout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.futil.fanout.spi.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far a call has come: one thread at a time, numbers that never go
 * back, not too often.
 * <p>
 * The listener is not trusted. It runs on a thread beside the clock, in the caller's
 * context, so that one that blocks holds up no worker, no deadline and not the caller,
 * who waits for the last word for a second at most. While it is being told, news waits;
 * there is never more than one word on its way.
 */
final class ProgressReporter {

	private static final Log logger = LogFactory.getLog(ProgressReporter.class);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	/** How long to wait for the last word, and then until a listener is interrupted. */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Consumer<Progress> listener;

	private final long total;

	private final CallContext context;

	private final Timer timer;

	private final long start;

	/** Tells in the caller's context, {@code null} if there is no way to get into it. */
	private final @Nullable Runnable telling;

	private final LongAdder done = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/** Whether a word is on its way. Stays so behind the last one. */
	private final AtomicBoolean underWay = new AtomicBoolean();

	private final CountDownLatch lastTold = new CountDownLatch(1);

	private final InterruptGuard guard = new InterruptGuard();

	private volatile long told;

	/** The next word is the last. */
	private volatile boolean ending;

	/** It is too late for another word. */
	private volatile boolean closed;

	/** To be made on the caller's thread. */
	private ProgressReporter(Consumer<Progress> listener, CallSettings settings, long total, CallContext context) {
		this.listener = listener;
		this.total = total;
		this.context = context;
		this.timer = settings.timer();
		this.start = this.timer.now();
		this.told = this.start;
		this.telling = decorate(settings.handle());
	}

	static @Nullable ProgressReporter of(CallSettings settings, long total, CallContext context) {
		Consumer<Progress> listener = settings.progress();
		return (listener != null) ? new ProgressReporter(listener, settings, total, context) : null;
	}

	private @Nullable Runnable decorate(ExecutorHandle handle) {
		try {
			return handle.decorate(this::tell);
		}
		catch (Throwable ex) {
			// No task will run without its context either.
			logger.warn("A progress listener is not told of a call whose task decorator failed", ex);
			return null;
		}
	}

	// Called by workers

	/** One more task has ended. */
	void taskEnded(boolean failure) {
		if (failure) {
			this.failed.increment();
		}
		this.done.increment();
		if (isDue()) {
			send();
		}
	}

	private boolean isDue() {
		return this.timer.now() - this.told >= INTERVAL_NANOS;
	}

	// Called by whoever ends the call, or sees first that it has ended

	/**
	 * Send the last word on its way, unless that has happened or the deadline has passed:
	 * then the caller has no time left for a listener.
	 */
	void callEnded(Deadline deadline) {
		if (deadline.remaining() > 0) {
			this.ending = true;
			send();
		}
		else {
			giveUp();
		}
	}

	// Called by the caller

	/** Wait until the last word is told, but not for a listener that is stuck. */
	void awaitLast(Deadline deadline) {
		callEnded(deadline);
		boolean interrupted = Thread.interrupted();
		try {
			long patience = Math.min(deadline.remaining(), PATIENCE_NANOS);
			if (!this.closed && !this.lastTold.await(patience, TimeUnit.NANOSECONDS)) {
				giveUp();
			}
		}
		catch (InterruptedException ex) {
			interrupted = true;
			giveUp();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Nothing is told from now on. A listener that is stuck is interrupted in the end.
	 */
	private void giveUp() {
		this.closed = true;
		if (this.guard.isUnderWay()) {
			this.timer.after(PATIENCE_NANOS, this.guard::interrupt);
		}
	}

	// Telling

	private void send() {
		if (this.underWay.get() || !this.underWay.compareAndSet(false, true)) {
			return;
		}
		try {
			this.timer.handOff(this::tellInContext);
		}
		catch (Throwable ex) {
			logger.warn("There is no thread to tell a progress listener; the call goes on", ex);
			this.lastTold.countDown();
		}
	}

	private void tellInContext() {
		boolean last;
		do {
			// Before the numbers are read, so that the last word has all of them.
			last = this.ending;
			// Whoever sends may have looked at the clock before the word before was told.
			if (last || isDue()) {
				tellOnce();
			}
			if (!last) {
				this.underWay.set(false);
			}
			// Who wanted to send the last word just before has seen this one under way.
		}
		while (!last && this.ending && this.underWay.compareAndSet(false, true));
		if (last) {
			this.lastTold.countDown();
		}
	}

	private void tellOnce() {
		try (Scope scope = this.context.open()) {
			if (this.telling != null && !this.closed) {
				this.telling.run();
			}
		}
		catch (Throwable ex) {
			logger.warn("A progress listener could not be told; the call goes on", ex);
		}
		this.told = this.timer.now();
	}

	private void tell() {
		// In this order: a failure is counted before the task is done.
		long done = this.done.sum();
		long failed = Math.min(this.failed.sum(), done);
		Progress progress = new Progress(done, failed, this.total, Duration.ofNanos(this.timer.now() - this.start));
		this.guard.begin();
		try {
			this.listener.accept(progress);
		}
		catch (Throwable ex) {
			logger.warn("A progress listener failed; the call goes on", ex);
		}
		finally {
			this.guard.end();
			// One that it has left behind is nobody's.
			Thread.interrupted();
		}
	}

}

package io.futil.cluster;

import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import org.jspecify.annotations.Nullable;

/**
 * A task of another member while it is here. It is answered exactly once, unless that
 * member is gone: when it has really ended, however long it ignores an interrupt; or that
 * it never started.
 */
final class HostedTask implements Callable<@Nullable Object> {

	/** Causes may go round in a circle. */
	private static final int MAX_DEPTH = 16;

	private final Frame.Task task;

	private final Callable<byte[]> body;

	private final BiConsumer<HostedTask, Frame> answer;

	private final Function<Throwable, byte[]> failures;

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

	private volatile @Nullable FanOutFuture<?> future;

	private volatile boolean cancelled;

	private volatile boolean abandoned;

	/** Used by the thread that runs it. */
	private boolean interruptedHere;

	HostedTask(Frame.Task task, Callable<byte[]> body, Function<Throwable, byte[]> failures,
			BiConsumer<HostedTask, Frame> answer) {
		this.task = task;
		this.body = body;
		this.failures = failures;
		this.answer = answer;
	}

	/** Run, unless it was given back. */
	@Override
	public @Nullable Object call() {
		if (this.phase.compareAndSet(Phase.WAITING, Phase.RUNNING)) {
			long start = System.nanoTime();
			Frame outcome;
			try {
				byte[] value = this.body.call();
				outcome = new Frame.Result(this.task.id(), System.nanoTime() - start, value);
			}
			catch (Throwable ex) {
				this.interruptedHere = !this.cancelled && isInterrupt(ex);
				outcome = new Frame.Failed(this.task.id(), System.nanoTime() - start, this.failures.apply(ex));
			}
			this.phase.set(Phase.ENDED);
			this.answer.accept(this, outcome);
		}
		return null;
	}

	/** An executor has it from now on. */
	void handedOver(FanOutFuture<?> future) {
		this.future = future;
		// However it ends, if it has not started by then it never will.
		future.whenComplete((value, failure) -> giveBack());
		if (this.cancelled) {
			future.cancel(true);
		}
	}

	/** Whoever sent it does not want it any more. */
	void cancel() {
		this.cancelled = true;
		FanOutFuture<?> future = this.future;
		if (future != null) {
			future.cancel(true);
		}
	}

	/** There is nobody any more who has sent it. */
	void abandon() {
		this.abandoned = true;
		cancel();
	}

	boolean isAbandoned() {
		return this.abandoned;
	}

	/** Whether it has ended because of an interrupt that its sender did not want. */
	boolean isInterruptedHere() {
		return this.interruptedHere;
	}

	private static boolean isInterrupt(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException
					|| cause instanceof CancellationException || cause instanceof FanOutInterruptedException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/** Give it back if it has not started. */
	void giveBack() {
		if (this.phase.compareAndSet(Phase.WAITING, Phase.ENDED)) {
			this.answer.accept(this, new Frame.Returned(this.task.id()));
			cancel();
		}
	}

	private enum Phase {

		WAITING, RUNNING, ENDED

	}

}

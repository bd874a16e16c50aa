package io.futil.autoconfigure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.futil.fanout.spi.WorkerExecutor;
import io.futil.fanout.spi.WorkerThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.task.TaskRejectedException;

/**
 * How an executor stops. At first it refuses what comes from outside, but goes on with
 * what it has, including what that hands over in turn, to this executor or another one of
 * ours: an accepted task can finish even if it fans out. When the grace is over, what
 * still runs is interrupted and what still waits is cancelled.
 */
final class GracefulStop {

	/** How long interrupted tasks get to end, while the beans they use still exist. */
	private static final long UNWIND_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private static final Log logger = LogFactory.getLog(GracefulStop.class);

	private final WorkerExecutor executor;

	private final TasksInHand tasks;

	private volatile long graceNanos;

	private volatile State state = State.RUNNING;

	private volatile long stopStart;

	private volatile boolean contextClosing;

	private volatile boolean givenUp;

	GracefulStop(WorkerExecutor executor, TasksInHand tasks) {
		this.executor = executor;
		this.tasks = tasks;
	}

	void grace(Duration grace) {
		boolean endless = grace.toSeconds() > TimeUnit.NANOSECONDS.toSeconds(Long.MAX_VALUE) - 1;
		this.graceNanos = endless ? Long.MAX_VALUE : grace.toNanos();
	}

	/** Take no task from the current thread if it comes from outside, or none at all. */
	void refuseIfStopping() {
		State state = this.state;
		if (state == State.STOPPED || (state == State.STOPPING && WorkerThread.owner() == null)) {
			throw new TaskRejectedException(
					this.executor + ((state == State.STOPPED) ? " is shut down" : " is shutting down"));
		}
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	boolean isStopped() {
		return this.state == State.STOPPED;
	}

	/** Go on after a stop that was only a pause. */
	void start() {
		if (this.state == State.STOPPING) {
			this.state = State.RUNNING;
		}
	}

	/** From now on a stop is no pause. */
	void contextClosing() {
		this.contextClosing = true;
	}

	void stop() {
		if (this.state == State.RUNNING) {
			this.stopStart = System.nanoTime();
			this.state = State.STOPPING;
		}
	}

	/**
	 * Stop, and tell when no task is left or the grace is over. Does not wait, because
	 * several executors stop side by side.
	 */
	void stop(Runnable callback) {
		stop();
		int self = self();
		if (this.tasks.areAtMost(self)) {
			callback.run();
			return;
		}
		Thread waiter = new Thread(() -> {
			try {
				if (!await(self, remaining()) && this.contextClosing) {
					giveUp(self);
				}
			}
			finally {
				callback.run();
			}
		}, "futil-stop");
		waiter.setDaemon(true);
		waiter.start();
	}

	/** Stop for good, after what is left of the grace. */
	void close() {
		stop();
		if (this.givenUp) {
			return;
		}
		int self = self();
		boolean interrupted = Thread.currentThread().isInterrupted();
		await(self, remaining());
		giveUp(self);
		if (self > 0 && !interrupted) {
			// The thread that closes the context is one of those we interrupt.
			Thread.interrupted();
		}
	}

	private void giveUp(int self) {
		this.state = State.STOPPED;
		this.tasks.close();
		// A task may have slipped in before that: it gets its grace too.
		if (await(self, remaining())) {
			return;
		}
		this.tasks.interrupt();
		if (!await(self, UNWIND_NANOS)) {
			logger.warn(this.executor + " is shut down, but tasks ignore the interrupt and go on");
		}
		this.tasks.cancel();
		this.givenUp = true;
	}

	private long remaining() {
		return this.graceNanos - (System.nanoTime() - this.stopStart);
	}

	private boolean await(int tasksLeft, long nanos) {
		long start = System.nanoTime();
		boolean done = this.tasks.areAtMost(tasksLeft);
		while (!done && System.nanoTime() - start < nanos && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(TICK_NANOS);
			done = this.tasks.areAtMost(tasksLeft);
		}
		return done;
	}

	/** A task that closes the context must not wait for itself. */
	private int self() {
		return (WorkerThread.owner() == this.executor) ? 1 : 0;
	}

	private enum State {

		RUNNING, STOPPING, STOPPED

	}

	/**
	 * The tasks that an executor runs or keeps waiting.
	 */
	interface TasksInHand {

		/** Whether none waits and no more than these run. */
		boolean areAtMost(int running);

		/** Take no task any more. */
		void close();

		/** Interrupt those that run and cancel those that wait. */
		void interrupt();

		/** Complete the futures of those that run on. */
		void cancel();

	}

}

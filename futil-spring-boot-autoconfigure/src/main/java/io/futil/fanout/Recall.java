package io.futil.fanout;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the caller waits at: it is woken at the end, and in between to bring back resting
 * workers when the clock has made tasks claimable.
 * <p>
 * To submit a worker may take time and run a user's code, so it is not done on the clock;
 * and an executor that is not ours gives its tasks the context of the thread that submits
 * them, or runs them right there. So whoever waits for the call does it. Where nobody
 * waits, a thread beside the clock does, unless the caller is about to: it still sends
 * the first workers, is between two waits, or is itself among the workers.
 */
final class Recall {

	private final Call<?, ?> call;

	private final Semaphore bell = new Semaphore(0);

	/** How many tasks have become claimable and nobody was sent for. */
	private final AtomicInteger due = new AtomicInteger();

	/** Whether a thread waits that looks at {@link #due} before and behind. */
	private volatile boolean attended;

	/** Whether the caller waits, or does so again before it does anything of its own. */
	private volatile boolean staying;

	/** Whether the caller, in between, does something of its own. */
	private volatile boolean comesBack;

	/** How often it has come back from that. Written on its thread only. */
	private volatile int visits;

	/** Whether the executor has run a worker on the caller's thread. */
	private volatile boolean inCaller;

	Recall(Call<?, ?> call) {
		this.call = call;
	}

	// On the clock

	/** One more task is claimable. */
	void taskReady() {
		// A worker that goes home looks at the tasks once more, so one of us sees it.
		if (!this.call.crew().hasResting()) {
			return;
		}
		this.due.incrementAndGet();
		if (this.attended) {
			wake();
			this.call.sink().wake();
		}
		else if (this.call.isAsynchronous() || (!this.inCaller && !this.staying)) {
			this.call.settings().timer().handOff(this::serve);
		}
	}

	/**
	 * Whether there is somebody to send one more worker. Not while the executor runs one
	 * on the caller's thread: it would run the other on whatever thread sends it.
	 */
	boolean canSend() {
		return this.attended || !this.inCaller;
	}

	/** Whether the executor runs workers on the thread that submits them. */
	boolean isInCaller() {
		return this.inCaller;
	}

	// On any thread

	/** Who waits should look whether there is something for it. */
	void wake() {
		this.bell.release();
	}

	/** There is nothing to wait for any more. */
	void wakeForGood() {
		this.bell.release(Integer.MAX_VALUE >> 1);
	}

	/** A worker runs inside the call itself. */
	void ranInCaller(Seat seat) {
		if (seat != Seat.CALLER) {
			this.inCaller = true;
		}
	}

	/**
	 * Whether the consumer of a stream has its hands full. An executor that has no room
	 * for a worker may have some when it comes back, at the latest because that one may
	 * lend its own place then.
	 */
	boolean isElsewhere() {
		return this.comesBack && !this.attended;
	}

	/** A number that changes each time a consumer comes back to wait. */
	int visits() {
		return this.visits;
	}

	/** Whether who waits should stop that for a moment, to serve. */
	boolean isDue() {
		return this.due.get() > 0;
	}

	// On the thread that waits

	/** From here on this thread does nothing but see to the call, until it departs. */
	void stay() {
		this.staying = true;
	}

	/** This thread goes on to something of its own. */
	void depart() {
		this.staying = false;
		// Whoever came before has left it to us.
		serve();
	}

	/**
	 * Wait to be woken.
	 * @return {@code false} if that did not happen in time
	 */
	boolean await(long nanos) throws InterruptedException {
		attend();
		try {
			return this.bell.tryAcquire(nanos, TimeUnit.NANOSECONDS);
		}
		finally {
			leave();
		}
	}

	/** This thread begins to wait, here or at the sink. */
	void attend() {
		if (this.comesBack) {
			this.visits = this.visits + 1;
		}
		this.attended = true;
		serve();
	}

	/** The call has started; from now on this thread waits when it needs a result. */
	void comesBack() {
		this.comesBack = true;
	}

	/** This thread does not wait any more. */
	void leave() {
		this.attended = false;
		serve();
	}

	/** Send as many workers as tasks have become claimable. */
	private void serve() {
		for (int left = isDue() ? this.due.getAndSet(0) : 0; left > 0; left--) {
			this.call.crew().launchOne();
		}
	}

}

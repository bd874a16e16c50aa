package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The carriers that an executor has and no thread has begun, oldest first, and some that
 * were begun meanwhile. What is taken away from here stands in our own executor's queue
 * no more: a task that makes call after call would fill it.
 */
final class PendingCarriers {

	private final Queue<Carrier> carriers = new ConcurrentLinkedQueue<>();

	private final @Nullable WorkerExecutor own;

	/** How many calls have ended. */
	private final AtomicInteger ended = new AtomicInteger();

	/** How many had before the last sweep that is over: of those nothing is left. */
	private volatile int sweptOut;

	PendingCarriers(@Nullable WorkerExecutor own) {
		this.own = own;
	}

	/** Add one that is about to be handed over. */
	void add(Carrier carrier) {
		dropBegun();
		this.carriers.add(carrier);
	}

	/** Drop one that was begun or refused at once. */
	void dropIfEmpty(Carrier carrier) {
		if (carrier.isEmpty()) {
			this.carriers.remove(carrier);
		}
	}

	/** Add one that was accepted, unless it was begun. */
	void addAccepted(Carrier carrier) {
		dropBegun();
		if (carrier.isEmpty()) {
			return;
		}
		addLate(carrier);
	}

	/** The call may have ended, and all others been swept out, before it stands here. */
	private void addLate(Carrier carrier) {
		this.carriers.add(carrier);
		if (carrier.unloadDismissed()) {
			withdraw(carrier);
		}
	}

	/**
	 * Whether a worker waits for its turn. One whose call has ended does not count: an
	 * executor that drops what it was given never comes for it.
	 */
	boolean areThere() {
		return dropBegun() != null;
	}

	/**
	 * Drop those in front that are of no use any more: nobody else may ask for them.
	 * @return the first that is, or {@code null} if there is none
	 */
	private @Nullable Carrier dropBegun() {
		Carrier first = this.carriers.peek();
		while (first != null && !first.isWorthATurn()) {
			if (first.unloadDismissed()) {
				withdraw(first);
			}
			// Only one that is empty: another worker may have been put into it just now.
			if (first.isEmpty()) {
				this.carriers.remove(first);
			}
			first = this.carriers.peek();
		}
		return first;
	}

	/** A call has ended, and may have left workers in here. */
	void callEnded() {
		this.ended.incrementAndGet();
	}

	/** Withdraw all whose call has ended. */
	void sweep() {
		int ended = this.ended.get();
		if (this.sweptOut == ended) {
			return;
		}
		for (Carrier carrier : this.carriers) {
			if (carrier.unloadDismissed()) {
				withdraw(carrier);
			}
		}
		this.carriers.removeIf(Carrier::isEmpty);
		this.sweptOut = ended;
	}

	/** Take the worker that has waited longest, or {@code null} if there is none. */
	@Nullable Worker<?, ?> take() {
		for (Carrier carrier = this.carriers.poll(); carrier != null; carrier = this.carriers.poll()) {
			Worker<?, ?> worker = carrier.unloadElsewhere();
			if (worker != null) {
				withdraw(carrier);
				return worker;
			}
		}
		return null;
	}

	/** Put a worker in the place of the one that has waited longest, if there is one. */
	@Nullable Worker<?, ?> exchange(Worker<?, ?> worker) {
		for (Carrier carrier = this.carriers.poll(); carrier != null; carrier = this.carriers.poll()) {
			Worker<?, ?> other = carrier.exchange(worker);
			if (other != null) {
				addLate(carrier);
				return other;
			}
		}
		return null;
	}

	private void withdraw(Carrier carrier) {
		if (this.own != null) {
			this.own.withdraw(carrier);
		}
	}

}

package io.futil.fanout;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Parcels from many workers to one consumer, first sent, first received. Who sends pushes
 * onto a stack; who receives takes the whole stack at once and turns it over, so that
 * receiving costs next to nothing and does not disturb those who send.
 *
 * @param <E> the type of what is in the parcels
 */
final class Deliveries<E> {

	private final AtomicReference<@Nullable Parcel<E>> latest = new AtomicReference<>();

	// The rest is used by the consumer only.

	/** What was taken off the stack, oldest first. */
	private @Nullable Parcel<E> oldest;

	/** Parcels that were received and are still being added to; a few at most. */
	private final List<Parcel<E>> open = new ArrayList<>();

	/** What {@link #isEmpty} has found. */
	private @Nullable E found;

	/** Send a parcel. Called by any thread. */
	void send(Parcel<E> parcel) {
		Parcel<E> before;
		do {
			before = this.latest.get();
			parcel.next = before;
		}
		while (!this.latest.compareAndSet(before, parcel));
	}

	/** The oldest outcome, or {@code null}. Called by the consumer. */
	@Nullable E poll() {
		E outcome = this.found;
		if (outcome != null) {
			this.found = null;
			return outcome;
		}
		// Those that are still open were sent before those that come now.
		outcome = pollOpen();
		return (outcome != null) ? outcome : pollReceived();
	}

	/** Whether there is nothing now. Called by the consumer. */
	boolean isEmpty() {
		this.found = poll();
		return this.found == null;
	}

	/** Everything, oldest first. Called by the consumer. */
	List<E> drain() {
		List<E> all = new ArrayList<>();
		for (E outcome = poll(); outcome != null; outcome = poll()) {
			all.add(outcome);
		}
		return all;
	}

	private @Nullable E pollOpen() {
		if (this.open.isEmpty()) {
			return null;
		}
		for (Iterator<Parcel<E>> parcels = this.open.iterator(); parcels.hasNext();) {
			Parcel<E> parcel = parcels.next();
			E outcome = parcel.poll();
			if (outcome != null) {
				return outcome;
			}
			if (parcel.isOver()) {
				parcels.remove();
			}
		}
		return null;
	}

	private @Nullable E pollReceived() {
		Parcel<E> parcel = (this.oldest != null) ? this.oldest : receive();
		while (parcel != null) {
			E outcome = parcel.poll();
			if (outcome != null) {
				// To store a reference costs as much as all the rest of this.
				if (this.oldest != parcel) {
					this.oldest = parcel;
				}
				return outcome;
			}
			if (!parcel.isOver()) {
				this.open.add(parcel);
			}
			Parcel<E> after = parcel.next;
			parcel.next = null;
			parcel = (after != null) ? after : receive();
		}
		this.oldest = null;
		return null;
	}

	private @Nullable Parcel<E> receive() {
		// Most looks find nothing, and a look costs less than an exchange.
		Parcel<E> parcel = (this.latest.get() != null) ? this.latest.getAndSet(null) : null;
		Parcel<E> turned = null;
		while (parcel != null) {
			Parcel<E> older = parcel.next;
			parcel.next = turned;
			turned = parcel;
			parcel = older;
		}
		return turned;
	}

}

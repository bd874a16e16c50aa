package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The blocks of all workers of a call, to steal from once no other tasks are left. At the
 * end of a call each worker looks for one and finds none; a thousand that look at a
 * thousand claims would take longer than many a task. So what one search has found out
 * holds until a block may have appeared.
 * <p>
 * Who fills a claim says so behind that, and who searches has looked before the search
 * how often that was said. So either the search sees the block, or what it has found out
 * does not hold any more.
 *
 * @param <T> the type of the items
 */
final class Blocks<T extends @Nullable Object> {

	private final Queue<Claim<T>> claims = new ConcurrentLinkedQueue<>();

	/** How often a block may have appeared. */
	private final AtomicInteger appeared = new AtomicInteger();

	/** The same before the last search that found none, -1 if there was none. */
	private volatile int searched = -1;

	void register(Claim<T> claim) {
		this.claims.add(claim);
	}

	/** A claim may have a block that a search has missed. */
	void appeared() {
		this.appeared.incrementAndGet();
	}

	/** Whether there may be a block. */
	boolean areThere() {
		int now = this.appeared.get();
		if (this.searched == now) {
			return false;
		}
		for (Claim<T> claim : this.claims) {
			if (claim.hasBlock()) {
				return true;
			}
		}
		this.searched = now;
		return false;
	}

	/** Move half of another worker's block into this claim, which has none. */
	boolean steal(Claim<T> claim) {
		int now = this.appeared.get();
		if (this.searched == now) {
			return false;
		}
		for (Claim<T> victim : this.claims) {
			if (victim != claim && claim.steal(victim)) {
				appeared();
				return true;
			}
		}
		this.searched = now;
		return false;
	}

}

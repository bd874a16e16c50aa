package io.futil.fanout;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many hedges an operation may start: each call pays in a share of one, each hedge
 * takes out a whole. What is saved up is bounded, so that a long quiet time does not pay
 * for a storm.
 */
final class HedgeBudget {

	/** What is there at first, and at most. */
	static final int BURST = 10;

	private static final long HEDGE = 1_000_000;

	private final long share;

	private final AtomicLong saved;

	/**
	 * A budget.
	 * @param share the hedges per call, 0 for none at all, 1 or more for no bound
	 */
	HedgeBudget(double share) {
		this.share = (long) (share * HEDGE);
		this.saved = new AtomicLong((this.share > 0) ? BURST * HEDGE : 0);
	}

	/** A call begins that may hedge. */
	void payIn() {
		if (this.share < HEDGE) {
			this.saved.accumulateAndGet(this.share, (saved, more) -> Math.min(saved + more, BURST * HEDGE));
		}
	}

	/**
	 * Pay for a hedge.
	 * @return whether there was enough
	 */
	boolean takeOut() {
		if (this.share >= HEDGE) {
			return true;
		}
		long saved = this.saved.get();
		while (saved >= HEDGE) {
			if (this.saved.compareAndSet(saved, saved - HEDGE)) {
				return true;
			}
			saved = this.saved.get();
		}
		return false;
	}

	/** A hedge that was paid for did not start. */
	void putBack() {
		if (this.share < HEDGE) {
			this.saved.addAndGet(HEDGE);
		}
	}

}

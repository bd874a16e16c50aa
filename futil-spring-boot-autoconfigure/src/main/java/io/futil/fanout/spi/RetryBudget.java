package io.futil.fanout.spi;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds retries to a share of first attempts, so that a service which is down is not
 * asked several times as often as one which is up. Ten retries are always there, for
 * those who make few calls. What counts are the last one to two thousand first attempts:
 * what quiet hours have saved cannot feed a storm.
 */
public final class RetryBudget {

	private static final int LEAST = 10;

	private static final int MANY = 2_000;

	private final double share;

	/** First attempts in the upper half, retries in the lower. */
	private final AtomicLong state = new AtomicLong();

	/**
	 * A budget that nothing was taken from.
	 * @param share retries per first attempt: 0.1 allows one per ten tasks, 0 none at all
	 * @throws IllegalArgumentException if it is negative or no number
	 */
	public RetryBudget(double share) {
		if (!(share >= 0)) {
			throw new IllegalArgumentException(
					"A retry budget of " + share + " makes no sense; 0.1 allows one retry per ten tasks");
		}
		this.share = share;
	}

	/** A task starts for the first time. */
	public void firstAttempt() {
		this.state.updateAndGet((now) -> {
			long after = pack(firstAttempts(now) + 1, retries(now));
			return (firstAttempts(after) < MANY) ? after : pack(firstAttempts(after) / 2, retries(after) / 2);
		});
	}

	/**
	 * Take a retry.
	 * @return {@code false} if there is none left
	 */
	public boolean takeRetry() {
		long now = this.state.get();
		while (retries(now) < allowed(firstAttempts(now))) {
			if (this.state.compareAndSet(now, now + 1)) {
				return true;
			}
			now = this.state.get();
		}
		return false;
	}

	/** Give back a retry that is not made after all. */
	public void giveBack() {
		this.state.updateAndGet((now) -> (retries(now) > 0) ? now - 1 : now);
	}

	private long allowed(long firstAttempts) {
		return (this.share == 0) ? 0 : Math.max(LEAST, (long) Math.min(this.share * firstAttempts, Integer.MAX_VALUE));
	}

	private static long pack(long firstAttempts, long retries) {
		return firstAttempts << Integer.SIZE | retries;
	}

	private static long firstAttempts(long state) {
		return state >>> Integer.SIZE;
	}

	private static long retries(long state) {
		return state & 0xFFFF_FFFFL;
	}

}

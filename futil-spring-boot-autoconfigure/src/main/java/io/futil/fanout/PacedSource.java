package io.futil.fanout;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.futil.fanout.spi.RateLimit.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of which each start needs a permit. Without one nothing is claimed, and nothing
 * is read but whether there is a next item: the worker goes home, and the call is told
 * when the permit is there. Each worker that has claimed something brings in the next,
 * for which it asks ahead.
 *
 * @param <T> the type of the items
 */
final class PacedSource<T extends @Nullable Object> implements Source<T> {

	private final Source<T> tasks;

	private final Pace pace;

	/** Whether a worker is there that could start something. */
	private final BooleanSupplier othersRest;

	PacedSource(Source<T> tasks, Pace pace, BooleanSupplier othersRest) {
		this.tasks = tasks;
		this.pace = pace;
		this.othersRest = othersRest;
	}

	@Override
	public void register(Claim<T> claim) {
		this.tasks.register(claim);
	}

	@Override
	public boolean claim(Claim<T> claim) {
		// To see that there is no task any more takes no permit.
		List<Grant> permits = this.tasks.hasTask() ? this.pace.take() : null;
		if (permits == null) {
			// In this order: who had a permit has claimed by now, perhaps the last task.
			if (this.pace.isRefused() && this.tasks.hasTask()) {
				this.pace.giveUp();
			}
			return false;
		}
		boolean claimed = false;
		try {
			claimed = this.tasks.claim(claim);
		}
		finally {
			if (claimed) {
				permits.forEach(Grant::use);
			}
			else {
				this.pace.giveBack(permits);
			}
			this.pace.started();
		}
		if (claimed && this.tasks.isClaimable() && this.othersRest.getAsBoolean()) {
			this.pace.askAhead();
		}
		return claimed;
	}

	@Override
	public long progress() {
		return this.tasks.progress();
	}

	@Override
	public void giveBack(Claim<T> claim) {
		this.tasks.giveBack(claim);
	}

	@Override
	public T item(Claim<T> claim, int index) {
		return this.tasks.item(claim, index);
	}

	@Override
	public boolean hasTask() {
		return this.tasks.hasTask();
	}

	@Override
	public boolean isClaimable() {
		return this.tasks.isClaimable() && this.pace.isOpen();
	}

	@Override
	public boolean isExhausted() {
		return this.tasks.isExhausted();
	}

	@Override
	public boolean isEndless() {
		return this.tasks.isEndless();
	}

	@Override
	public long size() {
		return this.tasks.size();
	}

	@Override
	public int workersAtStart(int limit) {
		return this.tasks.workersAtStart(limit);
	}

	@Override
	public boolean isRead() {
		return this.tasks.isRead();
	}

	@Override
	public boolean isRampedUp() {
		return true;
	}

}

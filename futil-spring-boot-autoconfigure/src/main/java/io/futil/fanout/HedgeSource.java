package io.futil.fanout;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The tasks of a race that starts them one by one, in their order: the next one when one
 * has failed, or when the last one started has run for the delay and the budget allows.
 * The delay of a task begins when it starts, not while it waits for a thread: where there
 * is none for the first task, a second one would only stand behind it.
 */
final class HedgeSource implements Source<String> {

	private final List<String> names;

	private final HedgePlan plan;

	private final Timer timer;

	/** The tasks that were handed out. */
	private final AtomicInteger started = new AtomicInteger();

	/** The tasks that may be: one, and one more for each that fails and each hedge. */
	private final AtomicInteger released = new AtomicInteger(1);

	/** The tasks that have failed, once or for good, and so were followed by another. */
	private final Set<Integer> followed = ConcurrentHashMap.newKeySet();

	/** The call, set before it starts. */
	private @Nullable Call<String, ?> call;

	/** The started tasks that no worker is in: failed, or waiting to be tried again. */
	private final AtomicInteger idle = new AtomicInteger();

	private volatile long firstStart;

	private volatile boolean firstFailed;

	HedgeSource(List<String> names, HedgePlan plan, Timer timer) {
		this.names = names;
		this.plan = plan;
		this.timer = timer;
	}

	void attach(Call<String, ?> call) {
		this.call = call;
	}

	@Override
	public boolean claim(Claim<String> claim) {
		int next = this.started.get();
		while (isClaimable(next)) {
			if (next == 0) {
				// Before anybody can see that it has started.
				this.firstStart = this.timer.now();
			}
			if (this.started.compareAndSet(next, next + 1)) {
				claim.task(next, this.names.get(next));
				armHedge(next);
				return true;
			}
			next = this.started.get();
		}
		return false;
	}

	private void armHedge(int index) {
		Call<String, ?> call = this.call;
		if (this.plan.isTimed() && index + 1 < this.names.size() && call != null) {
			call.watch().alarm(this.plan.delayNanos(), () -> delayIsOver(call, index));
		}
	}

	/** On the clock: the task of that index has run for the delay. */
	private void delayIsOver(Call<String, ?> call, int index) {
		if (this.released.get() != index + 1 || call.isStopped() || !canStartBeside(call)
				|| !this.plan.budget().takeOut()) {
			return;
		}
		if (this.released.compareAndSet(index + 1, index + 2)) {
			call.recall().taskReady();
		}
		else {
			this.plan.budget().putBack();
		}
	}

	/**
	 * Whether there is a worker who is in none of the tasks. Where he is does not matter:
	 * he may be on his way home, and will look once more.
	 */
	private boolean canStartBeside(Call<String, ?> call) {
		int running = this.started.get() - this.idle.get();
		return call.crew().hired() > running && call.recall().canSend();
	}

	// Called by the sink

	/** A task has failed. The worker that has run it takes the next one. */
	void failed(int index) {
		this.idle.incrementAndGet();
		follow(index);
	}

	/**
	 * A task has failed and is tried again. The next one does not wait for that; and how
	 * long the task takes in all tells nothing any more.
	 */
	@Override
	public void triedAgain(int index) {
		this.idle.incrementAndGet();
		follow(index);
	}

	@Override
	public void takenUp(int index) {
		this.idle.decrementAndGet();
	}

	private void follow(int index) {
		if (index == 0) {
			this.firstFailed = true;
		}
		if (this.followed.add(index)) {
			this.released.incrementAndGet();
		}
	}

	/** A task has won. */
	void won() {
		keepLatency();
	}

	/** No task was in time. */
	void timedOut() {
		if (this.started.get() > 0) {
			keepLatency();
		}
	}

	/**
	 * How long the first task took, or, if it still runs, has taken so far. That is too
	 * little then, but no less than the delay: to keep it as it is and to leave it out
	 * are not the same. Without those that were too slow, each delay would be a quantile
	 * of what was quicker than the delay before, and all calls would hedge in the end. A
	 * failure tells nothing of how long an answer takes.
	 */
	private void keepLatency() {
		Latencies latencies = this.plan.latencies();
		if (latencies != null && !this.firstFailed) {
			latencies.record(this.timer.now() - this.firstStart);
		}
	}

	@Override
	public boolean isClaimable() {
		return isClaimable(this.started.get());
	}

	private boolean isClaimable(int next) {
		return next < this.released.get() && next < this.names.size();
	}

	@Override
	public boolean isExhausted() {
		return this.started.get() >= this.names.size();
	}

	@Override
	public long size() {
		return this.names.size();
	}

	@Override
	public int workersAtStart(int limit) {
		return Math.min(limit, this.names.size());
	}

	/** One worker is sent at the start, not one for each task that is yet to come. */
	@Override
	public boolean isRampedUp() {
		return true;
	}

}

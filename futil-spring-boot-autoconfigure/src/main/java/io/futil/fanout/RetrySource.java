package io.futil.fanout;

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a call, and behind them those that are tried again. A task that has failed
 * waits on the clock, without a worker, and then stands here until one has nothing else
 * to do. Where the tasks may have no end, what is ready comes first: it would never have
 * its turn.
 *
 * @param <T> the type of the items
 */
final class RetrySource<T extends @Nullable Object> implements Source<T> {

	private static final Log logger = LogFactory.getLog(RetrySource.class);

	private final Source<T> tasks;

	private final RetryStrategy strategy;

	private final RetryBudgets budgets;

	private final Timer timer;

	private final CallContext context;

	/** Told, on the clock, when a task has become ready. */
	private final Runnable whenReady;

	/** The tasks that have failed and have no outcome, whoever holds them. */
	private final Map<Integer, Trial<T>> failed = new ConcurrentHashMap<>();

	/** Those whose time has come. */
	private final Queue<Trial<T>> ready = new ConcurrentLinkedQueue<>();

	/** The number of those that nobody holds, ready or not. */
	private final AtomicInteger waiting = new AtomicInteger();

	/** Those that are left over at the end. */
	private final Queue<Trial<T>> left = new ConcurrentLinkedQueue<>();

	/** Tells the strategy of those, in the caller's context. */
	private final Runnable conclusion;

	private volatile boolean closed;

	/**
	 * To be made on the caller's thread.
	 */
	RetrySource(Source<T> tasks, RetryStrategy strategy, CallSettings settings, CallContext context,
			Runnable whenReady) {
		this.tasks = tasks;
		this.strategy = strategy;
		this.budgets = RetryBudgets.of(strategy, settings.handle());
		this.timer = settings.timer();
		this.whenReady = whenReady;
		this.context = context;
		this.conclusion = conclusion(settings.handle());
	}

	private Runnable conclusion(ExecutorHandle handle) {
		Runnable conclusion = decorated(handle);
		return () -> {
			try (Scope scope = this.context.openIfPossible()) {
				conclusion.run();
			}
		};
	}

	private Runnable decorated(ExecutorHandle handle) {
		try {
			return handle.decorate(this::concludeLeft);
		}
		catch (Throwable ex) {
			// No task will get beyond its first attempt either.
			return this::concludeLeft;
		}
	}

	// Called by workers

	/** The record of a task that was claimed, new if this is its first attempt. */
	Trial<T> trial(int index, T item) {
		Trial<T> trial = this.failed.get(index);
		if (trial != null) {
			return trial;
		}
		this.budgets.firstAttempt();
		return new Trial<>(this.strategy, index, item);
	}

	/**
	 * Let a task wait for its next attempt.
	 * @return {@code false} if the budget is spent or the call has ended; else it is out
	 * of the worker's hands
	 */
	boolean again(Trial<T> trial, Throwable failure, long nanos) {
		if (!this.budgets.takeRetry()) {
			return false;
		}
		trial.keep(failure);
		this.tasks.triedAgain(trial.index());
		this.waiting.incrementAndGet();
		this.failed.put(trial.index(), trial);
		trial.release();
		if (nanos == 0) {
			this.ready.add(trial);
		}
		else {
			trial.alarm(this.timer.after(nanos, () -> becomeReady(trial)));
		}
		if (this.closed) {
			// The end of the call has looked for what waits, perhaps too early.
			trial.cancelAlarm();
			return !trial.take();
		}
		return true;
	}

	/** A task has its outcome. */
	void settled(Trial<T> trial) {
		if (trial.attempts() > 1) {
			this.failed.remove(trial.index());
		}
	}

	private void becomeReady(Trial<T> trial) {
		this.ready.add(trial);
		this.whenReady.run();
	}

	// Called at the end of the call

	/** No task is tried again from now on. */
	void close() {
		this.closed = true;
		for (Trial<T> trial : this.failed.values()) {
			trial.cancelAlarm();
			if (trial.take()) {
				this.left.add(trial);
			}
		}
		if (!this.left.isEmpty()) {
			// Not here: it may be the clock, or a caller who has no time left.
			this.timer.handOff(this.conclusion);
		}
	}

	private void concludeLeft() {
		for (Trial<T> trial = this.left.poll(); trial != null; trial = this.left.poll()) {
			Throwable failure = trial.standing().failure();
			Throwable thrown = trial.conclude(failure);
			if (thrown != failure) {
				logger.warn("A retry strategy failed behind the end of its call", thrown);
			}
		}
	}

	/** The tasks that have failed and have no outcome. */
	Collection<Trial<T>> unsettled() {
		return this.failed.values();
	}

	// The source

	@Override
	public void register(Claim<T> claim) {
		this.tasks.register(claim);
	}

	@Override
	public boolean claim(Claim<T> claim) {
		return this.tasks.isEndless() ? claimReady(claim) || this.tasks.claim(claim)
				: this.tasks.claim(claim) || claimReady(claim);
	}

	private boolean claimReady(Claim<T> claim) {
		for (Trial<T> trial = this.ready.poll(); trial != null; trial = this.ready.poll()) {
			if (trial.take()) {
				this.waiting.decrementAndGet();
				this.tasks.takenUp(trial.index());
				claim.task(trial.index(), trial.item());
				return true;
			}
		}
		return false;
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
		return !this.ready.isEmpty() || this.tasks.hasTask();
	}

	@Override
	public boolean isClaimable() {
		return this.tasks.isClaimable() || !this.ready.isEmpty();
	}

	@Override
	public boolean isExhausted() {
		return this.tasks.isExhausted() && this.waiting.get() == 0;
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
		return this.tasks.isRampedUp();
	}

}

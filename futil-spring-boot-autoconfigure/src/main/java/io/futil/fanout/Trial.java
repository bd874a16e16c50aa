package io.futil.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;

/**
 * One task of a call that retries, across its attempts. Held by one worker at a time;
 * while it waits for its next attempt or for a worker, nobody holds it, and whoever takes
 * it then has it alone.
 *
 * @param <T> the type of the item
 */
final class Trial<T extends @Nullable Object> {

	/** What {@link #next} says if there is no next attempt. */
	static final long NONE = -1;

	private static final int MAX_EARLIER = 8;

	private final RetryStrategy strategy;

	private final AtomicBoolean held = new AtomicBoolean(true);

	/** How it stands, for whoever asks at the end of the call. */
	private volatile Running<T> standing;

	private volatile @Nullable Future<?> alarm;

	// The rest is used by the holder only.

	private @Nullable TaskRetry retry;

	/** What the strategy itself threw: the end of the task. */
	private @Nullable Throwable refusal;

	private int attempts;

	private long elapsedNanos;

	private final List<Throwable> failures = new ArrayList<>(2);

	Trial(RetryStrategy strategy, int index, T item) {
		this.strategy = strategy;
		this.standing = Running.unstarted(index, item);
	}

	int index() {
		return this.standing.index();
	}

	T item() {
		return this.standing.item();
	}

	Running<T> standing() {
		return this.standing;
	}

	int attempts() {
		return this.attempts;
	}

	Execution execution() {
		return new Execution(index(), this.attempts, this.standing.waitedNanos(), this.elapsedNanos);
	}

	// Its attempts

	/** Run the task once more. */
	<R extends @Nullable Object> R run(TaskBody<T, R> body) throws Throwable {
		Runnable unbind = asked("bind", () -> begun().bind());
		R value;
		try {
			this.attempts++;
			value = body.run(item(), index());
		}
		catch (Throwable ex) {
			try {
				unbind(unbind);
			}
			catch (Throwable refusal) {
				Failures.suppress(refusal, ex);
				throw refusal;
			}
			throw ex;
		}
		unbind(unbind);
		return value;
	}

	private TaskRetry begun() throws Exception {
		TaskRetry retry = this.retry;
		if (retry == null) {
			retry = asked("begin", this.strategy::begin);
			this.retry = retry;
		}
		return retry;
	}

	private void unbind(Runnable unbind) throws Exception {
		asked("bind", () -> {
			unbind.run();
			return unbind;
		});
	}

	/** Ask the strategy, and remember if it throws: that is not worth a retry. */
	private <V> V asked(String method, Callable<@Nullable V> question) throws Exception {
		try {
			V answer = question.call();
			if (answer == null) {
				throw new IllegalStateException(
						"The retry strategy " + this.strategy.getClass().getName() + " returned null from " + method);
			}
			return answer;
		}
		catch (Throwable ex) {
			this.refusal = ex;
			throw ex;
		}
	}

	/** How it stands while an attempt runs that is about to begin. */
	Running<T> running(long waitedNanos, long started) {
		return (this.attempts == 0) ? Running.first(index(), item(), waitedNanos, started)
				: this.standing.again(started);
	}

	/** An attempt has ended. */
	void ended(long waitedNanos, long elapsedNanos, @Nullable Throwable failure) {
		this.elapsedNanos += elapsedNanos;
		Running<T> before = this.standing;
		this.standing = new Running<>(index(), item(), this.attempts,
				(before.attempts() == 0) ? waitedNanos : before.waitedNanos(), this.elapsedNanos, false, 0, failure);
	}

	/**
	 * Ask the strategy what follows a failure.
	 * @return the nanoseconds until the next attempt, or {@link #NONE}
	 */
	long next(Throwable failure) {
		TaskRetry retry = this.retry;
		if (retry == null || this.refusal != null || Failures.isCalledOff(failure)) {
			return NONE;
		}
		try {
			Duration delay = retry.next(failure);
			if (delay == null) {
				return NONE;
			}
			return delay.isNegative() ? 0 : Deadline.nanos(delay);
		}
		catch (Throwable ex) {
			Failures.suppress(ex, failure);
			this.refusal = ex;
			return NONE;
		}
	}

	/** What the strategy threw when it was interrupted is not its answer. */
	void retract() {
		this.refusal = null;
	}

	/** Keep a failure that another attempt follows. */
	void keep(Throwable failure) {
		if (this.failures.size() < MAX_EARLIER) {
			this.failures.add(failure);
		}
	}

	/**
	 * Tell the strategy the outcome.
	 * @return what the task fails with: the failure, together with those of earlier
	 * attempts, or what the strategy threw; {@code null} if it succeeds
	 */
	@Nullable Throwable conclude(@Nullable Throwable failure) {
		Throwable outcome = (failure != null && this.refusal != null) ? this.refusal : failure;
		if (outcome != null) {
			for (Throwable earlier : this.failures) {
				Failures.suppress(outcome, earlier);
			}
		}
		TaskRetry retry = this.retry;
		this.retry = null;
		if (retry != null) {
			try {
				retry.end(outcome);
			}
			catch (Throwable ex) {
				if (outcome != null) {
					Failures.suppress(ex, outcome);
				}
				return ex;
			}
		}
		return outcome;
	}

	// Waiting

	/** The holder lets go: from now on anybody may take it. */
	void release() {
		this.held.set(false);
	}

	/**
	 * Hold it.
	 * @return {@code false} if somebody does
	 */
	boolean take() {
		return this.held.compareAndSet(false, true);
	}

	void alarm(Future<?> alarm) {
		this.alarm = alarm;
	}

	void cancelAlarm() {
		Future<?> alarm = this.alarm;
		if (alarm != null) {
			alarm.cancel(false);
		}
	}

}

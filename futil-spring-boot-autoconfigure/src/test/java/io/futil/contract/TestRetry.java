package io.futil.contract;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A strategy that retries so often, after such a delay, and keeps account of what it is
 * asked, by whom, and in which order.
 */
final class TestRetry implements RetryStrategy {

	private final int maxAttempts;

	private final Duration delay;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger bound = new AtomicInteger();

	private final AtomicInteger unbound = new AtomicInteger();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger granted = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private volatile double budget = Double.POSITIVE_INFINITY;

	private volatile Consumer<Step> when = (step) -> {
	};

	TestRetry(int maxAttempts, Duration delay) {
		this.maxAttempts = maxAttempts;
		this.delay = delay;
	}

	/** Three attempts, one right behind the other. */
	static TestRetry atOnce() {
		return new TestRetry(3, Duration.ZERO);
	}

	/** Two attempts, of which no test lives to see the second. */
	static TestRetry muchLater() {
		return new TestRetry(2, Duration.ofHours(1));
	}

	/** Do something at each step. */
	TestRetry when(Consumer<Step> when) {
		this.when = when;
		return this;
	}

	TestRetry budget(double budget) {
		this.budget = budget;
		return this;
	}

	/** The number of tasks that have begun. */
	int begun() {
		return this.begun.get();
	}

	/** How often another attempt was granted. */
	int granted() {
		return this.granted.get();
	}

	/** How often an attempt was prepared. */
	int bound() {
		return this.bound.get();
	}

	/** Wait until so many more attempts have been granted than made, in all. */
	void awaitWaiting(int tasks) {
		Await.until(
				() -> tasks + " tasks wait for their next attempt, and not "
						+ (granted() - (this.bound.get() - begun())),
				() -> granted() - (this.bound.get() - begun()) == tasks);
	}

	/** Each task was seen to its end, and each attempt too. */
	void assertSettled() {
		Await.until(() -> "all " + this.begun + " tasks are ended, of now " + this.ended,
				() -> this.begun.get() == this.ended.get() && this.bound.get() == this.unbound.get());
		assertThat(this.complaints).isEmpty();
	}

	@Override
	public TaskRetry begin() {
		step(Step.BEGIN);
		this.begun.incrementAndGet();
		return new Attempts();
	}

	@Override
	public double budget() {
		return this.budget;
	}

	private void step(Step step) {
		if (Thread.currentThread().getName().equals("futil-timer")) {
			this.complaints.add(step + " on the clock");
		}
		this.when.accept(step);
	}

	/** What a strategy is asked for. */
	enum Step {

		BEGIN, BIND, UNBIND, NEXT, END

	}

	private final class Attempts implements TaskRetry {

		private int attempts;

		private boolean over;

		private @Nullable Thread thread;

		@Override
		public Runnable bind() {
			complainIf(this.thread != null, "two attempts at once");
			complainIf(this.over, "an attempt behind the end");
			this.thread = Thread.currentThread();
			this.attempts++;
			TestRetry.this.bound.incrementAndGet();
			step(Step.BIND);
			return () -> {
				complainIf(this.thread != Thread.currentThread(), "an attempt that has changed its thread");
				this.thread = null;
				TestRetry.this.unbound.incrementAndGet();
				step(Step.UNBIND);
			};
		}

		@Override
		public @Nullable Duration next(Throwable failure) {
			complainIf(this.thread != null || this.over, "a question in an attempt, or behind the end");
			TestRetry.this.asked.incrementAndGet();
			step(Step.NEXT);
			if (this.attempts >= TestRetry.this.maxAttempts) {
				return null;
			}
			TestRetry.this.granted.incrementAndGet();
			return TestRetry.this.delay;
		}

		@Override
		public void end(@Nullable Throwable failure) {
			complainIf(this.over, "a second end");
			this.over = true;
			TestRetry.this.ended.incrementAndGet();
			step(Step.END);
		}

		private void complainIf(boolean wrong, String what) {
			if (wrong) {
				TestRetry.this.complaints.add(what);
			}
		}

	}

}

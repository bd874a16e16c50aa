package io.futil.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An executor, as the endpoint shows it. What is not known, or has no bound, is left out.
 */
record ExecutorState(String name, String kind, @Nullable Integer concurrency, int active, int abandoned,
		@Nullable Integer queued, @Nullable Integer queueCapacity, @Nullable Integer poolSize,
		@Nullable Integer coreSize, @Nullable Integer maxSize, List<Setting> settings, @Nullable Bounds resize) {

	/** Whether it would refuse a task now: all it runs at once runs, and all waits. */
	boolean isFull() {
		return this.concurrency != null && this.queued != null && this.queueCapacity != null
				&& this.active >= this.concurrency && this.queued >= this.queueCapacity;
	}

	/** Whether nothing moves on it until a task ends that nobody waits for. */
	boolean isStuck() {
		return this.concurrency != null && this.abandoned >= this.concurrency;
	}

}

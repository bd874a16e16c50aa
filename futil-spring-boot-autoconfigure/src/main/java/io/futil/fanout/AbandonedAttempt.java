package io.futil.fanout;

import java.time.Duration;
import java.util.List;

import io.futil.fanout.spi.AbandonedTask;
import org.jspecify.annotations.Nullable;

/**
 * A task that goes on although its call has ended, for as long as it does. Knows its
 * executor, where it is counted, and nothing of its item.
 */
final class AbandonedAttempt {

	private final ExecutorHandle handle;

	private final String operation;

	private final @Nullable Thread thread;

	private final long since = System.nanoTime();

	AbandonedAttempt(ExecutorHandle handle, String operation, @Nullable Thread thread) {
		this.handle = handle;
		this.operation = operation;
		this.thread = thread;
	}

	/** It is abandoned from now on. */
	void begin() {
		this.handle.taskAbandoned(this);
	}

	/** It has ended, and with it the hold on its thread. */
	void end() {
		this.handle.abandonedTaskEnded(this);
	}

	AbandonedTask view() {
		String name = (this.thread != null) ? this.thread.getName() : "";
		return new AbandonedTask(this.operation, name, Duration.ofNanos(System.nanoTime() - this.since),
				(this.thread != null) ? List.of(this.thread.getStackTrace()) : List.of());
	}

}

package io.futil.contract;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import io.futil.autoconfigure.OurExecutors;
import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.TaskDecorator;

/**
 * The two kinds of executors that the starter brings.
 */
enum OurKind {

	/** A pool of platform threads whose callers help. */
	PLATFORM,

	/** Virtual threads, up to a limit; platform threads where there are none. */
	VIRTUAL;

	private static final int LONG_QUEUE = 100_000;

	/** An executor that closes with a lab. */
	WorkerExecutor in(Lab lab, int size, ThreadFactory threads) {
		return in(lab, size, LONG_QUEUE, threads, null);
	}

	/** The same with a short queue, or with a decorator. */
	WorkerExecutor in(Lab lab, int size, int queueCapacity, ThreadFactory threads, @Nullable TaskDecorator decorator) {
		return (this == PLATFORM) ? OurExecutors.platform(size, queueCapacity, threads, decorator, lab::inside)
				: OurExecutors.virtual(size, queueCapacity, threads, decorator);
	}

	/** A context with an executor. */
	ConfigurableApplicationContext start(int size, Duration grace) {
		return OurExecutors.start(this == VIRTUAL, size, grace);
	}

	static WorkerExecutor of(ConfigurableApplicationContext context) {
		return context.getBean(OurExecutors.NAME, WorkerExecutor.class);
	}

}

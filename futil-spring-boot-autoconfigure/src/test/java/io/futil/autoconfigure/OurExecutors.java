package io.futil.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.TaskDecorator;

/**
 * The executors of the starter for tests of other packages.
 */
public final class OurExecutors {

	/** The name of the bean in a context. */
	public static final String NAME = "test";

	private OurExecutors() {
	}

	/**
	 * A pool of platform threads whose callers help, without a context.
	 * @param size how many tasks it runs at once
	 * @param queueCapacity how many wait
	 * @param threads makes its threads
	 * @param decorator decorates its tasks
	 * @param pool gets the pool inside, which has to be shut down
	 */
	public static WorkerExecutor platform(int size, int queueCapacity, ThreadFactory threads,
			@Nullable TaskDecorator decorator, Consumer<ExecutorService> pool) {
		PlatformTaskExecutor executor = new PlatformTaskExecutor(NAME, true, CallLimits.NONE);
		executor.setCorePoolSize(size);
		executor.setMaxPoolSize(size);
		executor.setQueueCapacity(queueCapacity);
		executor.setThreadFactory(threads);
		if (decorator != null) {
			executor.setTaskDecorator(decorator);
		}
		executor.initialize();
		pool.accept(executor.getThreadPoolExecutor());
		return executor;
	}

	/**
	 * A limited number of threads, one per task, without a context.
	 * @param limit how many tasks it runs at once
	 * @param queueCapacity how many wait
	 * @param threads makes its threads
	 * @param decorator decorates its tasks
	 */
	public static WorkerExecutor virtual(int limit, int queueCapacity, ThreadFactory threads,
			@Nullable TaskDecorator decorator) {
		return new VirtualTaskExecutor(new ExecutorSpec.Virtual(NAME, limit, queueCapacity, NAME + '-', Duration.ZERO),
				threads, decorator, CallLimits.NONE, null);
	}

	/**
	 * A context with such an executor.
	 * @param virtual whether of virtual threads
	 * @param size how many tasks it runs at once
	 * @param grace how long they may go on when the context closes
	 */
	public static ConfigurableApplicationContext start(boolean virtual, int size, Duration grace) {
		ExecutorKind kind = virtual ? ExecutorKind.VIRTUAL : ExecutorKind.PLATFORM;
		return kind.start(size, 1_000, grace, null).context();
	}

}

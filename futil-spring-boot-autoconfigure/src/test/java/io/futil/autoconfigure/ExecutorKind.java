package io.futil.autoconfigure;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.task.TaskDecorator;

/**
 * The kinds of executors, made as the application context makes them. On a Java without
 * virtual threads the bounded executor runs on platform threads: all but the threads is
 * the same.
 */
enum ExecutorKind {

	PLATFORM, VIRTUAL;

	/**
	 * A context with one executor, named {@code test}.
	 */
	Started start(int size, int queueCapacity, Duration grace, @Nullable TaskDecorator decorator) {
		GenericApplicationContext context = new GenericApplicationContext();
		if (this == PLATFORM) {
			context.registerBean("test", PlatformTaskExecutor.class,
					() -> platform(size, queueCapacity, grace, decorator));
		}
		else {
			context.registerBean("test", VirtualTaskExecutor.class,
					() -> virtual(size, queueCapacity, grace, threads(), decorator));
		}
		context.refresh();
		return new Started(context, context.getBean("test", CompletingTaskExecutor.class));
	}

	Started start(int size, int queueCapacity) {
		return start(size, queueCapacity, Duration.ZERO, null);
	}

	static PlatformTaskExecutor platform(int size, int queueCapacity, Duration grace,
			@Nullable TaskDecorator decorator) {
		PlatformTaskExecutor executor = new PlatformTaskExecutor("test", false, CallLimits.NONE);
		executor.setCorePoolSize(size);
		executor.setMaxPoolSize(size);
		executor.setQueueCapacity(queueCapacity);
		executor.setAwaitTerminationMillis(grace.toMillis());
		if (decorator != null) {
			executor.setTaskDecorator(decorator);
		}
		return executor;
	}

	static VirtualTaskExecutor virtual(int size, int queueCapacity, Duration grace, ThreadFactory threads,
			@Nullable TaskDecorator decorator) {
		return new VirtualTaskExecutor(new ExecutorSpec.Virtual("test", size, queueCapacity, "test-", grace), threads,
				decorator, CallLimits.NONE, null);
	}

	static ThreadFactory threads() {
		if (VirtualThreads.areAvailable()) {
			return VirtualThreads.factory("test-");
		}
		return (task) -> {
			Thread thread = new Thread(task, "test-0");
			thread.setDaemon(true);
			return thread;
		};
	}

	/**
	 * An executor and the context it lives in.
	 */
	record Started(GenericApplicationContext context, CompletingTaskExecutor executor) implements AutoCloseable {

		@Override
		public void close() {
			this.context.close();
		}

	}

}

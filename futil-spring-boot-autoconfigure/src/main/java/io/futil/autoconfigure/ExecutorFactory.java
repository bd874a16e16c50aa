package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;

/**
 * Makes the executors. Their bean definitions hold only a name and the method to call
 * here, so that what is configured when the application runs counts, even if the
 * definitions were made ahead of time.
 */
final class ExecutorFactory {

	static final String PLATFORM = "platform";

	static final String VIRTUAL = "virtual";

	/** What an {@code int} of seconds, as Spring takes it, can hold. */
	private static final Duration LONGEST_KEEP_ALIVE = Duration.ofSeconds(Integer.MAX_VALUE);

	private static final Duration LONGEST_AWAIT = Duration.ofMillis(Long.MAX_VALUE);

	private final FutilProperties properties;

	private final ObjectProvider<ThreadPoolTaskExecutorBuilder> builder;

	private final ObjectProvider<TaskDecorator> decorators;

	ExecutorFactory(FutilProperties properties, ObjectProvider<ThreadPoolTaskExecutorBuilder> builder,
			ObjectProvider<TaskDecorator> decorators) {
		this.properties = properties;
		this.builder = builder;
		this.decorators = decorators;
	}

	PlatformTaskExecutor platform(String name) {
		if (!(spec(name) instanceof ExecutorSpec.Platform spec)) {
			throw fixedAheadOfTime(name, PLATFORM);
		}
		// The builder's own customizers come last, as they do for Boot's executor.
		return this.builder.getIfAvailable(() -> new ThreadPoolTaskExecutorBuilder().taskDecorator(decorator()))
			.corePoolSize(spec.coreSize())
			.maxPoolSize(spec.maxSize())
			.queueCapacity(spec.queueCapacity())
			.keepAlive(min(spec.keepAlive(), LONGEST_KEEP_ALIVE))
			.allowCoreThreadTimeOut(true)
			.threadNamePrefix(spec.threadNamePrefix())
			.awaitTerminationPeriod(min(spec.awaitTerminationPeriod(), LONGEST_AWAIT))
			.configure(new PlatformTaskExecutor(name, spec.callerHelps(), limits(name)));
	}

	VirtualTaskExecutor virtual(String name) {
		if (!(spec(name) instanceof ExecutorSpec.Virtual spec)) {
			throw fixedAheadOfTime(name, VIRTUAL);
		}
		return new VirtualTaskExecutor(spec, VirtualThreads.factory(spec.threadNamePrefix()), decorator(),
				limits(name));
	}

	private ExecutorSpec spec(String name) {
		return ExecutorSpec.of(name, settings(name));
	}

	private CallLimits limits(String name) {
		return CallLimits.of(name, settings(name));
	}

	private FutilProperties.Executor settings(String name) {
		return this.properties.executors().getOrDefault(name, FutilProperties.Executor.UNSET);
	}

	private @Nullable TaskDecorator decorator() {
		List<TaskDecorator> all = this.decorators.orderedStream().toList();
		return switch (all.size()) {
			case 0 -> null;
			case 1 -> all.get(0);
			default -> new CompositeTaskDecorator(all);
		};
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private InvalidSettingException fixedAheadOfTime(String name, String fixed) {
		return new InvalidSettingException("futil.executors." + name + ".threads",
				PLATFORM.equals(fixed) ? VIRTUAL : PLATFORM,
				"ahead-of-time processing has fixed this executor to " + fixed + " threads",
				"Process the application again with this setting and on this Java, or set it to " + fixed);
	}

}

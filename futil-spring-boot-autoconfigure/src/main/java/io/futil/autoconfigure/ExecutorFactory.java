package io.futil.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

	private static final Log logger = LogFactory.getLog(ExecutorFactory.class);

	static final String PLATFORM = "platform";

	static final String VIRTUAL = "virtual";

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
		String doubt = spec.doubt();
		if (doubt != null) {
			logger.warn(doubt);
		}
		// The builder's own customizers come last, as they do for Boot's executor.
		return this.builder.getIfAvailable(() -> new ThreadPoolTaskExecutorBuilder().taskDecorator(decorator()))
			.corePoolSize(spec.coreSize())
			.maxPoolSize(spec.maxSize())
			.queueCapacity(spec.queueCapacity())
			.keepAlive(spec.keepAlive())
			.allowCoreThreadTimeOut(true)
			.threadNamePrefix(spec.threadNamePrefix())
			.awaitTerminationPeriod(spec.awaitTerminationPeriod())
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

	private InvalidSettingException fixedAheadOfTime(String name, String fixed) {
		return new InvalidSettingException("futil.executors." + name + ".threads",
				PLATFORM.equals(fixed) ? VIRTUAL : PLATFORM,
				"ahead-of-time processing has fixed this executor to " + fixed + " threads",
				"Process the application again with this setting and on this Java, or set it to " + fixed);
	}

}

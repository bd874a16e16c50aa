package io.futil.autoconfigure;

import java.util.List;
import java.util.concurrent.ThreadFactory;

import io.futil.fanout.spi.RemoteTasks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Makes the executors. Their bean definitions hold only a name and the method to call
 * here, so that what is configured when the application runs counts, even if the
 * definitions were made ahead of time.
 */
final class ExecutorFactory {

	private static final Log logger = LogFactory.getLog(ExecutorFactory.class);

	static final String PLATFORM = "platform";

	static final String VIRTUAL = "virtual";

	static final String CLUSTER = "cluster";

	private final FutilProperties properties;

	private final ObjectProvider<ThreadPoolTaskExecutorBuilder> builder;

	private final ObjectProvider<TaskDecorator> decorators;

	private final ObjectProvider<RemoteTasks> cluster;

	ExecutorFactory(FutilProperties properties, ObjectProvider<ThreadPoolTaskExecutorBuilder> builder,
			ObjectProvider<TaskDecorator> decorators, ObjectProvider<RemoteTasks> cluster) {
		this.properties = properties;
		this.builder = builder;
		this.decorators = decorators;
		this.cluster = cluster;
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
		return new VirtualTaskExecutor(spec, VirtualThreads.factory(spec.threadNamePrefix()), decorator(), limits(name),
				null);
	}

	ClusterExecutor cluster(String name) {
		if (!(spec(name) instanceof ExecutorSpec.Cluster spec)) {
			throw fixedAheadOfTime(name, CLUSTER);
		}
		RemoteTasks tasks = this.cluster.getIfAvailable();
		if (tasks == null) {
			throw new InvalidSettingException("futil.executors." + name + ".threads", CLUSTER,
					"the application has no FutilClusterAutoConfiguration, which makes the cluster",
					"Do not exclude that, or set it to auto");
		}
		// These wait for others: where no virtual threads are, ever new ones do.
		ThreadFactory threads = VirtualThreads.areAvailable() ? VirtualThreads.factory(spec.threadNamePrefix())
				: new CustomizableThreadFactory(spec.threadNamePrefix());
		return new ClusterExecutor(new VirtualTaskExecutor(spec.workers(), threads, decorator(), limits(name), tasks));
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
		return new InvalidSettingException("futil.executors." + name + ".threads", spec(name).threads(),
				"ahead-of-time processing has fixed this executor to " + fixed + " threads",
				"Process the application again with this setting and on this Java, or set it to " + fixed);
	}

}

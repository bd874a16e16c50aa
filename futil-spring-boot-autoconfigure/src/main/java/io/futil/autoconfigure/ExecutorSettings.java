package io.futil.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.futil.autoconfigure.FutilProperties.Threads;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Checks what was configured for one executor and completes it by the defaults.
 */
final class ExecutorSettings {

	private static final int MANY = 256;

	/** No machine runs more at once, even on virtual threads. */
	private static final int MOST = 1_000_000;

	/** What waits behind so many is refused only when the memory is full. */
	private static final int LONGEST_QUEUE = 10_000_000;

	private static final int LONG_QUEUE = 10_000;

	private static final int SHORT_QUEUE = 1_000;

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

	private static final Duration AWAIT_TERMINATION_PERIOD = Duration.ofSeconds(30);

	private final String name;

	private final FutilProperties.Executor set;

	private final Threads threads;

	private final boolean computing;

	ExecutorSettings(String name, FutilProperties.Executor set) {
		this.name = name;
		this.set = set;
		boolean cpu = name.equals(FutilExecutorsAutoConfiguration.CPU);
		Threads byDefault = cpu ? Threads.PLATFORM : Threads.AUTO;
		this.threads = (set.threads() != null) ? set.threads() : byDefault;
		// What runs elsewhere computes nothing here.
		this.computing = cpu && this.threads != Threads.CLUSTER;
	}

	ExecutorSpec complete() {
		refuseKeysOfOtherThreads();
		String prefix = (this.set.threadNamePrefix() != null) ? this.set.threadNamePrefix() : this.name + "-";
		int queueCapacity = queueCapacity();
		Duration await = (this.set.awaitTerminationPeriod() != null) ? this.set.awaitTerminationPeriod()
				: AWAIT_TERMINATION_PERIOD;
		InvalidSettingException.ifNegative(key("await-termination-period"), await);
		int size = size("concurrency-limit", this.set.concurrencyLimit(),
				this.computing ? Runtime.getRuntime().availableProcessors() : MANY);
		if (this.threads == Threads.CLUSTER) {
			return new ExecutorSpec.Cluster(this.name, size, queueCapacity, prefix, await);
		}
		// Checked on any Java, so that what starts on one starts on the other, and with
		// the same limit: a bound that is set holds whatever the kind of threads.
		ExecutorSpec.Platform platform = platform(size, queueCapacity, prefix, await);
		int limit = (this.set.concurrencyLimit() != null) ? size : platform.maxSize();
		return isVirtual() ? new ExecutorSpec.Virtual(this.name, limit, queueCapacity, prefix, await) : platform;
	}

	private boolean isVirtual() {
		if (this.threads == Threads.VIRTUAL && !VirtualThreads.areAvailable()) {
			throw new InvalidSettingException(key("threads"), "virtual",
					"virtual threads need Java 21 and this is Java " + Runtime.version().feature(),
					"Run on Java 21 or later, or set it to platform or auto");
		}
		return this.threads != Threads.PLATFORM && VirtualThreads.areAvailable();
	}

	private ExecutorSpec.Platform platform(int size, int queueCapacity, String prefix, Duration await) {
		int most = size("max-size", this.set.maxSize(), Integer.MAX_VALUE);
		int core = size("core-size", this.set.coreSize(), Math.min(size, most));
		if (core > most) {
			throw new InvalidSettingException(key("core-size"), core,
					"it is more than " + key("max-size") + ", which is " + most,
					"Raise the max-size or lower the core-size");
		}
		Duration keepAlive = (this.set.keepAlive() != null) ? this.set.keepAlive() : KEEP_ALIVE;
		if (keepAlive.toSeconds() < 1 || keepAlive.toNanosPart() != 0) {
			throw new InvalidSettingException(key("keep-alive"), keepAlive,
					(keepAlive.toSeconds() < 1) ? "it must be at least one second" : "it must be whole seconds",
					"Set a duration such as 10s, or remove the key for the default; a number without a unit is"
							+ " milliseconds");
		}
		InvalidSettingException.ifEndless(key("keep-alive"), keepAlive);
		int max = (this.set.maxSize() != null) ? most : core;
		boolean callerHelps = (this.set.callerHelps() != null) ? this.set.callerHelps() : this.computing;
		return new ExecutorSpec.Platform(this.name, core, max, queueCapacity, keepAlive, prefix, callerHelps, await);
	}

	private void refuseKeysOfOtherThreads() {
		if (this.threads == Threads.PLATFORM) {
			refuse("concurrency-limit", this.set.concurrencyLimit(), "has platform threads, which know no such setting",
					"Set core-size instead, or threads to auto");
		}
		if (this.threads == Threads.VIRTUAL) {
			refuseKeysOfPools("has virtual threads, which know no such setting");
		}
		if (this.threads == Threads.CLUSTER) {
			refuseKeysOfPools("has the threads of a cluster, for which there is no such setting");
		}
	}

	private void refuseKeysOfPools(String why) {
		refuse("core-size", this.set.coreSize(), why, "Set concurrency-limit instead, or threads to platform");
		refuse("max-size", this.set.maxSize(), why, "Set concurrency-limit instead, or threads to platform");
		refuse("keep-alive", this.set.keepAlive(), why, "Remove the key, or set threads to platform");
		refuse("caller-helps", this.set.callerHelps(), why, "Remove the key, or set threads to platform");
	}

	private void refuse(String leaf, @Nullable Object value, String why, String remedy) {
		if (value != null) {
			throw new InvalidSettingException(key(leaf), value, "executor '" + this.name + "' " + why, remedy);
		}
	}

	private int queueCapacity() {
		Integer value = this.set.queueCapacity();
		if (value == null) {
			return this.computing ? SHORT_QUEUE : LONG_QUEUE;
		}
		InvalidSettingException.ifLess(key("queue-capacity"), value, 0);
		InvalidSettingException.ifMore(key("queue-capacity"), value, LONGEST_QUEUE,
				": a queue that never fills up refuses nothing, until the memory is full",
				"Set how many tasks may really wait, such as 10000, or remove the key for the default");
		return value;
	}

	private int size(String leaf, @Nullable Integer value, int byDefault) {
		if (value == null) {
			return byDefault;
		}
		InvalidSettingException.ifLess(key(leaf), value, 1);
		ifMore(key(leaf), value);
		return value;
	}

	/** Refuse a size that no machine has. */
	static void ifMore(String key, int size) {
		InvalidSettingException.ifMore(key, size, MOST, "",
				"Set how many tasks are to run at once, such as 256, or remove the key for the default");
	}

	/** What the number of a key may be at most. */
	static int most(ConfigurationPropertyName key) {
		return switch (key.getLastElement(ConfigurationPropertyName.Form.DASHED)) {
			case "concurrency-limit", "core-size", "max-size", "min", "max" -> MOST;
			case "queue-capacity" -> LONGEST_QUEUE;
			default -> Integer.MAX_VALUE;
		};
	}

	private String key(String leaf) {
		return "futil.executors." + this.name + "." + leaf;
	}

}

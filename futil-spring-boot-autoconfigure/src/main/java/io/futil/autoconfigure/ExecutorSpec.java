package io.futil.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * One executor with nothing left open: what it was configured with, checked and completed
 * by the defaults.
 */
sealed interface ExecutorSpec {

	String name();

	/** The kind of threads, as one writes it. */
	String threads();

	int queueCapacity();

	String threadNamePrefix();

	Duration awaitTerminationPeriod();

	/** How many tasks it runs at once, at most. */
	int size();

	/**
	 * Check and complete the settings of an executor.
	 * @param name its name
	 * @param settings what was configured
	 * @return the complete settings
	 * @throws InvalidSettingException if they make no sense
	 */
	static ExecutorSpec of(String name, FutilProperties.Executor settings) {
		ExecutorName.check(name);
		CallLimits.of(name, settings);
		return new ExecutorSettings(name, settings).complete();
	}

	/** The same, of an executor that may not be mentioned. */
	static ExecutorSpec of(FutilProperties properties, String name) {
		return of(name, properties.executors().getOrDefault(name, FutilProperties.Executor.UNSET));
	}

	/**
	 * A pool of platform threads.
	 */
	record Platform(String name, int coreSize, int maxSize, int queueCapacity, Duration keepAlive,
			String threadNamePrefix, boolean callerHelps, Duration awaitTerminationPeriod) implements ExecutorSpec {

		/** So many tasks wait only where something has gone wrong already. */
		private static final int LONG_QUEUE = 1_000;

		@Override
		public String threads() {
			return "platform";
		}

		@Override
		public int size() {
			return this.maxSize;
		}

		/**
		 * What is allowed and does hardly ever what it seems to.
		 * @return the doubt in words, {@code null} if there is none
		 */
		@Nullable String doubt() {
			if (this.maxSize == this.coreSize || this.queueCapacity < LONG_QUEUE) {
				return null;
			}
			String prefix = "futil.executors." + this.name;
			return prefix + ".max-size is " + this.maxSize + " and " + prefix + ".core-size is " + this.coreSize
					+ ", but further threads start only while the queue is full, and it holds " + this.queueCapacity
					+ " tasks: they hardly ever will. Set core-size to " + this.maxSize
					+ ", too, or queue-capacity to what may wait before more threads have to help, such as "
					+ this.maxSize;
		}

	}

	/**
	 * A bounded number of virtual threads.
	 */
	record Virtual(String name, int concurrencyLimit, int queueCapacity, String threadNamePrefix,
			Duration awaitTerminationPeriod) implements ExecutorSpec {

		@Override
		public String threads() {
			return "virtual";
		}

		@Override
		public int size() {
			return this.concurrencyLimit;
		}

	}

	/**
	 * Workers here, as many as there may be tasks at once, that wait for what the members
	 * of a cluster do.
	 */
	record Cluster(String name, int concurrencyLimit, int queueCapacity, String threadNamePrefix,
			Duration awaitTerminationPeriod) implements ExecutorSpec {

		@Override
		public String threads() {
			return "cluster";
		}

		@Override
		public int size() {
			return this.concurrencyLimit;
		}

		/** The workers. */
		Virtual workers() {
			return new Virtual(this.name, this.concurrencyLimit, this.queueCapacity, this.threadNamePrefix,
					this.awaitTerminationPeriod);
		}

	}

}

package io.futil.autoconfigure;

import java.time.Duration;

/**
 * One executor with nothing left open: what it was configured with, checked and completed
 * by the defaults.
 */
sealed interface ExecutorSpec {

	String name();

	int queueCapacity();

	String threadNamePrefix();

	Duration awaitTerminationPeriod();

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

	/**
	 * A pool of platform threads.
	 */
	record Platform(String name, int coreSize, int maxSize, int queueCapacity, Duration keepAlive,
			String threadNamePrefix, boolean callerHelps, Duration awaitTerminationPeriod) implements ExecutorSpec {
	}

	/**
	 * A bounded number of virtual threads.
	 */
	record Virtual(String name, int concurrencyLimit, int queueCapacity, String threadNamePrefix,
			Duration awaitTerminationPeriod) implements ExecutorSpec {
	}

}

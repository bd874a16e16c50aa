package io.futil.autoconfigure;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application can set under {@code futil}.
 *
 * <pre class="code">
 * futil:
 *   executors:
 *     io: { concurrency-limit: 500 }
 *     cpu: { core-size: 4 }
 *     geocoder: { concurrency-limit: 20 }
 *   fan-out: { timeout: 2s }
 * </pre>
 *
 * A key that is not known, or a value that makes no sense, stops the start with the key,
 * the value and what to do about it.
 *
 * @param executors Named executors, each a bean of its name; io and cpu are always there.
 * @param fanOut What a fan-out uses unless the call says otherwise.
 */
@ConfigurationProperties(prefix = "futil", ignoreUnknownFields = false)
public record FutilProperties(@DefaultValue Map<String, Executor> executors, @DefaultValue FanOut fanOut) {

	/**
	 * Completes the executors by {@code io} and {@code cpu}, and checks them all.
	 * @param executors the executors as configured
	 * @param fanOut the defaults of a fan-out
	 */
	public FutilProperties {
		Map<String, Executor> all = new LinkedHashMap<>();
		all.put(FutilExecutorsAutoConfiguration.IO, Executor.UNSET);
		all.put(FutilExecutorsAutoConfiguration.CPU, Executor.UNSET);
		all.putAll(executors);
		all.forEach(ExecutorSpec::of);
		executors = Collections.unmodifiableMap(all);
	}

	/**
	 * The kind of threads an executor has.
	 */
	public enum Threads {

		/**
		 * Virtual threads on Java 21 and later, platform threads before.
		 */
		AUTO,

		/**
		 * A pool of platform threads.
		 */
		PLATFORM,

		/**
		 * A new virtual thread per task; needs Java 21.
		 */
		VIRTUAL

	}

	/**
	 * One executor, as configured: what is not set is {@code null}.
	 *
	 * @param threads the kind of threads: auto (virtual on Java 21 and later), platform
	 * or virtual. For cpu the default is platform, for any other executor auto
	 * @param concurrencyLimit how many tasks run at once on virtual threads. Default 256
	 * (cpu: one per processor). With threads "auto" also the size of the pool on a Java
	 * that has no virtual threads
	 * @param queueCapacity how many tasks may wait for their turn; what comes then is
	 * refused. 0 is no queue. Default 10000 (cpu: 1000)
	 * @param coreSize how many platform threads work before tasks are queued. Default:
	 * the concurrency-limit. With threads "auto" it is the limit on virtual threads too,
	 * unless that is set itself
	 * @param maxSize how many platform threads work once the queue is full. Default: the
	 * core size
	 * @param keepAlive how long an idle platform thread stays, in whole seconds. Default
	 * 60 seconds
	 * @param threadNamePrefix what the names of its threads start with. Default: its name
	 * and a dash
	 * @param callerHelps whether the thread that makes a call without a deadline and
	 * outside a transaction works too while platform threads are idle, counted as one of
	 * them. Default false (cpu: true)
	 * @param awaitTerminationPeriod how long accepted tasks may go on at shutdown before
	 * they are interrupted. Default 30 seconds
	 */
	public record Executor(@Nullable Threads threads, @Nullable Integer concurrencyLimit,
			@Nullable Integer queueCapacity, @Nullable Integer coreSize, @Nullable Integer maxSize,
			@Nullable Duration keepAlive, @Nullable String threadNamePrefix, @Nullable Boolean callerHelps,
			@Nullable Duration awaitTerminationPeriod) {

		static final Executor UNSET = new Executor(null, null, null, null, null, null, null, null, null);

	}

	/**
	 * What a fan-out uses unless the call says otherwise.
	 *
	 * @param executor Name of the executor: one of futil's, or any Executor bean.
	 * @param timeout Deadline of a whole call. None unless set.
	 * @param cancelGrace How long a failed call waits for its interrupted tasks.
	 */
	public record FanOut(@DefaultValue(FutilExecutorsAutoConfiguration.IO) String executor, @Nullable Duration timeout,
			@DefaultValue("1s") Duration cancelGrace) {

		/**
		 * Checks the durations.
		 * @param executor the name of the executor
		 * @param timeout the deadline of a whole call
		 * @param cancelGrace the grace
		 */
		public FanOut {
			if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
				throw new InvalidSettingException("futil.fan-out.timeout", timeout, "it must be longer than zero",
						"Set a duration such as 2s, or remove the key for no deadline");
			}
			InvalidSettingException.ifNegative("futil.fan-out.cancel-grace", cancelGrace);
		}

	}

}

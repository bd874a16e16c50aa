package io.futil.autoconfigure;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.futil.actuate.Bounds;
import io.futil.actuate.Control;
import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.DurationText;
import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

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
 *   retry: { max-attempts: 5, delay: 100ms }
 * </pre>
 *
 * A key that is not known, or a value that makes no sense, stops the start with the key,
 * the value and what to do about it.
 *
 * @param executors Named executors, each a bean of its name; io and cpu are always there.
 * @param fanOut What a fan-out uses unless the call says otherwise.
 * @param retry What a call or a method that asks for retry uses unless it says otherwise.
 * @param metrics What is measured and observed.
 * @param context What tasks have of the context of their caller.
 * @param actuate What an operator may change while the application runs.
 * @param cluster The cluster on which executors with threads cluster run their tasks.
 */
@ConfigurationProperties(prefix = "futil", ignoreUnknownFields = false)
public record FutilProperties(@DefaultValue Map<String, Executor> executors, @DefaultValue FanOut fanOut,
		@DefaultValue Retry retry, @DefaultValue Metrics metrics, @DefaultValue Context context,
		@DefaultValue Actuate actuate, @DefaultValue Cluster cluster) {

	/**
	 * Completes the executors by {@code io} and {@code cpu}, and checks them all.
	 * @param executors the executors as configured
	 * @param fanOut the defaults of a fan-out
	 * @param retry the defaults of retry
	 * @param metrics what is measured
	 * @param context what tasks have of their caller
	 * @param actuate what an operator may change
	 * @param cluster the cluster
	 */
	public FutilProperties {
		Map<String, Executor> all = new LinkedHashMap<>();
		all.put(FutilExecutorsAutoConfiguration.IO, Executor.UNSET);
		all.put(FutilExecutorsAutoConfiguration.CPU, Executor.UNSET);
		all.putAll(executors);
		Map<String, ExecutorSpec> specs = new LinkedHashMap<>();
		all.forEach((name, settings) -> specs.put(name, ExecutorSpec.of(name, settings)));
		executors = Collections.unmodifiableMap(all);
		actuate.resize().forEach((name, sizes) -> sizes.check(name, specs, all));
		ClusterCheck.checkRunOn(cluster.runOn(), specs);
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
		VIRTUAL,

		/**
		 * Threads of all members of a cluster; needs Hazelcast.
		 */
		CLUSTER

	}

	/**
	 * One executor, as configured: what is not set is {@code null}.
	 *
	 * @param threads the kind of threads: auto (virtual on Java 21 and later), platform,
	 * virtual or cluster. For cpu the default is platform, for any other executor auto
	 * @param concurrencyLimit how many tasks run at once on virtual threads, or, of this
	 * application, on a cluster. Default 256 (cpu: one per processor). With threads
	 * "auto" also the size of the pool on a Java that has no virtual threads
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
	 * @param rateLimit how many attempts of all calls may start at once, and then evenly
	 * in each such time: 50/s or 10/100ms. Tasks that are handed to the executor in
	 * another way, as by @Async, do not count. Default: no limit
	 * @param retryBudget how many retries all calls may make, as a share of their first
	 * attempts; ten are always allowed, unless it is 0. Default: no limit
	 */
	public record Executor(@Nullable Threads threads, @Nullable Integer concurrencyLimit,
			@Nullable Integer queueCapacity, @Nullable Integer coreSize, @Nullable Integer maxSize,
			@Nullable Duration keepAlive, @Nullable String threadNamePrefix, @Nullable Boolean callerHelps,
			@Nullable Duration awaitTerminationPeriod, @Nullable String rateLimit, @Nullable Double retryBudget) {

		static final Executor UNSET = new Executor(null, null, null, null, null, null, null, null, null, null, null);

		/** Whether how much it runs at once was written, and is not the default. */
		boolean hasSize() {
			return this.concurrencyLimit != null || this.coreSize != null || this.maxSize != null;
		}

	}

	/**
	 * What a fan-out uses unless the call says otherwise.
	 *
	 * @param executor Name of the executor: one of futil's, or any Executor bean.
	 * @param timeout Deadline of a whole call. None unless set.
	 * @param cancelGrace How long a failed call waits for its interrupted tasks.
	 * @param hedgeBudget How many hedges an operation may start per call, on average.
	 */
	public record FanOut(@DefaultValue(FutilExecutorsAutoConfiguration.IO) String executor, @Nullable Duration timeout,
			@DefaultValue("1s") Duration cancelGrace, @DefaultValue("0.1") double hedgeBudget) {

		/**
		 * Checks the durations and the budget.
		 * @param executor the name of the executor
		 * @param timeout the deadline of a whole call
		 * @param cancelGrace the grace
		 * @param hedgeBudget hedges per call
		 */
		public FanOut {
			if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
				throw new InvalidSettingException("futil.fan-out.timeout", timeout, "it must be longer than zero",
						"Set a duration such as 2s, or remove the key for no deadline");
			}
			if (timeout != null) {
				InvalidSettingException.ifEndless("futil.fan-out.timeout", timeout);
			}
			InvalidSettingException.ifNegative("futil.fan-out.cancel-grace", cancelGrace);
			if (!(hedgeBudget >= 0 && hedgeBudget <= 1)) {
				throw new InvalidSettingException("futil.fan-out.hedge-budget", hedgeBudget,
						"it must be between 0 and 1", "Set a share of calls such as 0.1, or 0 for no hedges");
			}
		}

	}

	/**
	 * What a call or a method that asks for retry uses unless it says otherwise.
	 *
	 * @param maxAttempts How often a task is tried in all, the first time included.
	 * @param delay How long to wait after the first failed attempt. The default gives way
	 * to a shorter longest delay, and to a longer jitter.
	 * @param multiplier How much longer each delay is than the one before; 1 keeps it.
	 * @param maxDelay What no delay exceeds. The default gives way to a longer delay.
	 * @param jitter By how much each delay varies at random, either way.
	 */
	public record Retry(int maxAttempts, Duration delay, double multiplier, Duration maxDelay, Duration jitter) {

		private static final String DELAY_KEY = "futil.retry.delay";

		private static final String MAX_DELAY_KEY = "futil.retry.max-delay";

		private static final String JITTER_KEY = "futil.retry.jitter";

		private static final Duration DELAY = Duration.ofMillis(500);

		private static final Duration MAX_DELAY = Duration.ofSeconds(30);

		/**
		 * Checks the numbers and the durations, and completes these: a default that does
		 * not go with what is set gives way.
		 * @param maxAttempts how often a task is tried
		 * @param delay the first delay, {@code null} if it is not set
		 * @param multiplier the growth of the delay
		 * @param maxDelay the longest delay, {@code null} if it is not set
		 * @param jitter the jitter, {@code null} if it is not set
		 */
		public Retry(@DefaultValue("3") int maxAttempts, @Nullable Duration delay, @DefaultValue("2") double multiplier,
				@Nullable Duration maxDelay, @Nullable Duration jitter) {
			InvalidSettingException.ifLess("futil.retry.max-attempts", maxAttempts, 1);
			ifNegative(DELAY_KEY, delay);
			ifNegative(MAX_DELAY_KEY, maxDelay);
			ifNegative(JITTER_KEY, jitter);
			if (Double.isInfinite(multiplier) && multiplier > 0) {
				throw new InvalidSettingException("futil.retry.multiplier", multiplier, "it must be finite",
						"Set 1 for delays that are all the same, or 2 to double them");
			}
			if (!(multiplier >= 1)) {
				throw new InvalidSettingException("futil.retry.multiplier", multiplier, "it must be at least 1",
						"Set 1 for delays that are all the same, or 2 to double them");
			}
			if (maxDelay != null && delay != null && maxDelay.compareTo(delay) < 0) {
				throw new InvalidSettingException(MAX_DELAY_KEY, maxDelay,
						"it is less than " + DELAY_KEY + ", which is " + DurationText.of(delay),
						"Raise the max-delay or lower the delay");
			}
			ifJitterExceeds(jitter, DELAY_KEY, delay);
			ifJitterExceeds(jitter, MAX_DELAY_KEY, maxDelay);
			this.maxAttempts = maxAttempts;
			this.multiplier = multiplier;
			this.jitter = (jitter != null) ? jitter : Duration.ZERO;
			this.delay = (delay != null) ? delay : shorter(longer(DELAY, this.jitter), maxDelay);
			this.maxDelay = (maxDelay != null) ? maxDelay : longer(MAX_DELAY, this.delay);
		}

		private static void ifNegative(String key, @Nullable Duration value) {
			if (value != null) {
				InvalidSettingException.ifNegative(key, value);
			}
		}

		private static void ifJitterExceeds(@Nullable Duration jitter, String key, @Nullable Duration most) {
			if (jitter != null && most != null && jitter.compareTo(most) > 0) {
				throw new InvalidSettingException(JITTER_KEY, jitter,
						"it is more than " + key + ", which is " + DurationText.of(most),
						"Lower the jitter or raise the " + key.substring(key.lastIndexOf('.') + 1));
			}
		}

		private static Duration longer(Duration one, Duration other) {
			return (one.compareTo(other) > 0) ? one : other;
		}

		private static Duration shorter(Duration one, @Nullable Duration other) {
			return (other == null || one.compareTo(other) < 0) ? one : other;
		}

		RetrySettings settings() {
			return RetrySettings.maxAttempts(this.maxAttempts)
				.maxDelay(this.maxDelay)
				.delay(this.delay)
				.multiplier(this.multiplier)
				.jitter(this.jitter);
		}

	}

	/**
	 * What is measured and observed.
	 *
	 * @param enabled Whether calls, their tasks and the executors are measured and
	 * observed at all.
	 * @param maxOperations How many operations have meters under their own name; further
	 * ones are "other".
	 * @param taskObservations Whether each attempt of a task is an observation, and so a
	 * span, of its own.
	 */
	public record Metrics(@DefaultValue("true") boolean enabled, @DefaultValue("100") int maxOperations,
			@DefaultValue("false") boolean taskObservations) {

		/**
		 * Checks the number.
		 * @param enabled whether anything is measured
		 * @param maxOperations how many operations have a name
		 * @param taskObservations whether attempts are observed
		 */
		public Metrics {
			InvalidSettingException.ifLess("futil.metrics.max-operations", maxOperations, 0);
		}

	}

	/**
	 * What an operator may change while the application runs, where the access to the
	 * endpoint is unrestricted.
	 *
	 * @param allow What may be done through the endpoint: resize, cancel or both. Nothing
	 * unless set.
	 * @param resize The sizes each executor may be given, by its name. None can be
	 * resized unless set.
	 */
	public record Actuate(@DefaultValue Set<Control> allow, @DefaultValue Map<String, Sizes> resize) {

	}

	/**
	 * The sizes an executor may be given. Both are needed.
	 *
	 * @param min the least, at least 1
	 * @param max the most
	 */
	public record Sizes(@Nullable Integer min, @Nullable Integer max) {

		/**
		 * Check the sizes an executor may be given against that which it starts with. A
		 * default that is outside of them is no mistake of whoever wrote them: it may be
		 * that of a larger machine.
		 */
		void check(String name, Map<String, ExecutorSpec> specs, Map<String, Executor> executors) {
			String key = "futil.actuate.resize." + name;
			ExecutorSpec spec = specs.get(name);
			if (spec == null) {
				throw new InvalidSettingException(key + ((this.min != null) ? ".min" : ".max"),
						(this.min != null) ? this.min : this.max,
						"there is no executor '" + name + "'; known are " + specs.keySet(),
						Suggestion.question(name, specs.keySet())
								+ "Name one of these, or add one of that name under futil.executors");
			}
			int least = required(key + ".min", this.min);
			int most = required(key + ".max", this.max);
			InvalidSettingException.ifLess(key + ".min", least, 1);
			ExecutorSettings.ifMore(key + ".max", most);
			if (most < least) {
				throw new InvalidSettingException(key + ".max", most,
						"it is less than " + key + ".min, which is " + least, "Raise the max or lower the min");
			}
			if (executors.getOrDefault(name, Executor.UNSET).hasSize()) {
				checkStart(key, name, spec.size(), least, most);
			}
		}

		private static void checkStart(String key, String name, int size, int least, int most) {
			String start = " the size that executor '" + name + "' starts with, which is " + size;
			if (size > most) {
				throw new InvalidSettingException(key + ".max", most, "it is less than" + start,
						"Raise the max, or lower the size under futil.executors." + name);
			}
			if (size < least) {
				throw new InvalidSettingException(key + ".min", least, "it is more than" + start,
						"Lower the min, or raise the size under futil.executors." + name);
			}
		}

		private static int required(String key, @Nullable Integer value) {
			if (value == null) {
				throw new InvalidSettingException(key, null, "there have to be both a min and a max",
						"Set it, or remove the other one for an executor that keeps its size");
			}
			return value;
		}

		Bounds bounds() {
			return new Bounds((this.min != null) ? this.min : 1, (this.max != null) ? this.max : 1);
		}

	}

	/**
	 * What tasks have of the context of their caller, beside what they always have.
	 *
	 * @param requestAttributes Whether tasks have the web request of their caller, until
	 * the call ends.
	 */
	public record Context(@DefaultValue("false") boolean requestAttributes) {

	}

	/**
	 * The cluster on which executors with threads cluster run their tasks. Nothing of it
	 * is there without such an executor.
	 *
	 * @param name Name of the cluster, the same on all its members.
	 * @param port First port to listen at for other members.
	 * @param portCount How many ports are tried, from the first on.
	 * @param bind Address of this machine to listen at, or a pattern that only one has.
	 * @param members Where other members may be: hosts, with a port or without.
	 * @param capacity How many tasks from the cluster run here at once. 0 is as many as
	 * the executor does that runs them.
	 * @param runOn Name of the executor that runs the tasks which arrive here.
	 * @param local What this member runs itself of its own tasks: its share (always), all
	 * where no other member takes tasks (fallback), or none (never).
	 * @param hosting Whether other members may send tasks here.
	 * @param memberTimeout After what silence a member is given nothing new.
	 * @param maxPayloadSize Size of the arguments or of the result of one task, at most.
	 * @param allowedPackages Packages of the beans, records, enums and exceptions that
	 * other members may name, beside the application's own. None unless set.
	 * @param allowUnfiltered Whether a Hazelcast instance of the application may be
	 * without an allow-list of the classes that it deserialises.
	 */
	public record Cluster(@DefaultValue("futil") String name, @DefaultValue("5701") int port,
			@DefaultValue("100") int portCount, @DefaultValue("127.0.0.1") String bind,
			@DefaultValue("127.0.0.1") List<String> members, @DefaultValue("0") int capacity,
			@DefaultValue(FutilExecutorsAutoConfiguration.CPU) String runOn, @DefaultValue("always") LocalTasks local,
			@DefaultValue("true") boolean hosting, @DefaultValue("5s") Duration memberTimeout,
			@DefaultValue("1MB") DataSize maxPayloadSize, @DefaultValue List<String> allowedPackages,
			@DefaultValue("false") boolean allowUnfiltered) {

		/**
		 * Checks it all, apart from what depends on executors.
		 * @param name the name of the cluster
		 * @param port the first port
		 * @param portCount how many ports are tried
		 * @param bind the address to listen at
		 * @param members where other members may be
		 * @param capacity how many tasks run here at once
		 * @param runOn the executor that runs them
		 * @param local what this member runs itself
		 * @param hosting whether others may send tasks here
		 * @param memberTimeout after what silence a member is given nothing new
		 * @param maxPayloadSize the size of one task's data
		 * @param allowedPackages what other members may name
		 * @param allowUnfiltered whether an instance may be without a filter
		 */
		public Cluster {
			ClusterCheck.checkName(name);
			ClusterCheck.checkPorts(port, portCount);
			ClusterCheck.checkBind(bind);
			ClusterCheck.checkMembers(members);
			InvalidSettingException.ifLess("futil.cluster.capacity", capacity, 0);
			ClusterCheck.checkMemberTimeout(memberTimeout);
			ClusterCheck.checkMaxPayloadSize(maxPayloadSize);
			ClusterCheck.checkAllowedPackages(allowedPackages);
		}

	}

}

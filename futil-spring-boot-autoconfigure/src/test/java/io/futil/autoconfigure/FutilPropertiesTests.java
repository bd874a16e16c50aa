package io.futil.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the properties become, on a Java with virtual threads and on one without.
 */
class FutilPropertiesTests {

	private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

	private static final Duration MINUTE = Duration.ofSeconds(60);

	private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

	@Test
	void ioAndCpuAreAlwaysThere() {
		assertThat(bind(Map.of()).executors()).containsOnlyKeys("io", "cpu");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void ioIsALargePoolWithoutVirtualThreads() {
		assertThat(spec("io", Map.of()))
			.isEqualTo(new ExecutorSpec.Platform("io", 256, 256, 10_000, MINUTE, "io-", false, HALF_MINUTE));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ioHasVirtualThreadsWhereThereAre() {
		assertThat(spec("io", Map.of())).isEqualTo(new ExecutorSpec.Virtual("io", 256, 10_000, "io-", HALF_MINUTE));
	}

	@Test
	void cpuHasOneThreadPerProcessor() {
		assertThat(spec("cpu", Map.of())).isEqualTo(
				new ExecutorSpec.Platform("cpu", PROCESSORS, PROCESSORS, 1_000, MINUTE, "cpu-", true, HALF_MINUTE));
	}

	@Test
	void everyKeyOfAPlatformExecutorIsUsed() {
		Map<String, Object> keys = Map.of("threads", "platform", "core-size", 2, "max-size", 5, "queue-capacity", 7,
				"keep-alive", "5s", "thread-name-prefix", "worker-", "caller-helps", true, "await-termination-period",
				"1m");
		assertThat(spec("geocoder", keys)).isEqualTo(new ExecutorSpec.Platform("geocoder", 2, 5, 7,
				Duration.ofSeconds(5), "worker-", true, Duration.ofMinutes(1)));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void everyKeyOfAVirtualExecutorIsUsed() {
		Map<String, Object> keys = Map.of("threads", "virtual", "concurrency-limit", 20, "queue-capacity", 7,
				"thread-name-prefix", "worker-", "await-termination-period", "0s");
		assertThat(spec("geocoder", keys))
			.isEqualTo(new ExecutorSpec.Virtual("geocoder", 20, 7, "worker-", Duration.ZERO));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aSizeThatIsSetBoundsVirtualThreadsToo() {
		assertThat(spec("io", Map.of("core-size", 20)))
			.isEqualTo(new ExecutorSpec.Virtual("io", 20, 10_000, "io-", HALF_MINUTE));
		assertThat(spec("io", Map.of("core-size", 20, "max-size", 30)))
			.isEqualTo(new ExecutorSpec.Virtual("io", 30, 10_000, "io-", HALF_MINUTE));
		assertThat(spec("io", Map.of("core-size", 20, "concurrency-limit", 40)))
			.isEqualTo(new ExecutorSpec.Virtual("io", 40, 10_000, "io-", HALF_MINUTE));
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void autoMakesTheConcurrencyLimitTheSizeOfThePool() {
		assertThat(spec("io", Map.of("threads", "auto", "concurrency-limit", 20)))
			.isEqualTo(new ExecutorSpec.Platform("io", 20, 20, 10_000, MINUTE, "io-", false, HALF_MINUTE));
	}

	@Test
	void aMaximumAloneBoundsTheCoreToo() {
		assertThat(spec("cpu", Map.of("max-size", 1)))
			.isEqualTo(new ExecutorSpec.Platform("cpu", 1, 1, 1_000, MINUTE, "cpu-", true, HALF_MINUTE));
	}

	@Test
	void theFanOutHasItsDefaults() {
		assertThat(bind(Map.of()).fanOut())
			.isEqualTo(new FutilProperties.FanOut("io", null, Duration.ofSeconds(1), 0.1));
	}

	@Test
	void everyKeyOfTheFanOutIsUsed() {
		Map<String, Object> keys = Map.of("futil.fan-out.executor", "cpu", "futil.fan-out.timeout", "2s",
				"futil.fan-out.cancel-grace", "0s");
		assertThat(bind(keys).fanOut())
			.isEqualTo(new FutilProperties.FanOut("cpu", Duration.ofSeconds(2), Duration.ZERO, 0.1));
	}

	@Test
	void retryHasItsDefaults() {
		assertThat(bind(Map.of()).retry())
			.isEqualTo(new FutilProperties.Retry(3, Duration.ofMillis(500), 2, Duration.ofSeconds(30), Duration.ZERO));
	}

	/** What is set, and what the delay, the longest delay and the jitter are with it. */
	@ParameterizedTest
	@CsvSource({ "delay=1m, 60s, 60s, 0s", "delay=100ms, 100ms, 30s, 0s", "max-delay=200ms, 200ms, 200ms, 0s",
			"max-delay=1m, 500ms, 60s, 0s", "jitter=5s, 5s, 30s, 5s", "jitter=40s, 40s, 40s, 40s",
			"jitter=10ms, 500ms, 30s, 10ms", "delay=1m;jitter=2s, 60s, 60s, 2s", "max-delay=1s;jitter=1s, 1s, 1s, 1s" })
	void defaultsOfRetryGiveWayToWhatIsSet(String set, String delay, String maxDelay, String jitter) {
		Map<String, Object> keys = new HashMap<>();
		for (String setting : set.split(";")) {
			String[] parts = setting.split("=");
			keys.put("futil.retry." + parts[0], parts[1]);
		}
		assertThat(bind(keys).retry().settings()).hasToString("RetrySettings[maxAttempts=3, delay=" + delay
				+ ", multiplier=2.0, maxDelay=" + maxDelay + ", jitter=" + jitter + "]");
	}

	@Test
	void everyKeyOfRetryIsUsed() {
		Map<String, Object> keys = Map.of("futil.retry.max-attempts", "5", "futil.retry.delay", "40s",
				"futil.retry.multiplier", "1.5", "futil.retry.max-delay", "60s", "futil.retry.jitter", "10s");
		assertThat(bind(keys).retry().settings())
			.hasToString("RetrySettings[maxAttempts=5, delay=40s, multiplier=1.5, maxDelay=60s, jitter=10s]");
	}

	@Test
	void environmentVariablesSetAndOverrideKeys() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("application",
					Map.of("futil.executors.geo-coder.core-size", 4, "futil.executors.geo-coder.threads", "platform")));
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("FUTIL_EXECUTORS_CPU_QUEUECAPACITY", "5", "FUTIL_EXECUTORS_GEO_CODER_CORE_SIZE", "6",
							"FUTIL_HOME", "/opt/futil", "FUTIL_FANOUT_TIMEOUT", "3s")));
		ConfigurationPropertySources.attach(environment);
		FutilProperties properties = Binder.get(environment).bindOrCreate("futil", FutilProperties.class);
		assertThat(properties.executors()).containsOnlyKeys("io", "cpu", "geo-coder");
		assertThat(properties.executors().get("cpu").queueCapacity()).isEqualTo(5);
		assertThat(properties.executors().get("geo-coder").coreSize()).isEqualTo(6);
		assertThat(properties.fanOut().timeout()).isEqualTo(Duration.ofSeconds(3));
	}

	private static ExecutorSpec spec(String name, Map<String, Object> keys) {
		Map<String, Object> properties = new HashMap<>();
		keys.forEach((leaf, value) -> properties.put("futil.executors." + name + "." + leaf, value));
		return ExecutorSpec.of(name, bind(properties).executors().get(name));
	}

	private static FutilProperties bind(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return Binder.get(environment).bindOrCreate("futil", FutilProperties.class);
	}

}

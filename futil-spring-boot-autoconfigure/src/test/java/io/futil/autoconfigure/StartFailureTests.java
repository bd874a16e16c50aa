package io.futil.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a wrong configuration says when it stops the start.
 */
class StartFailureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					executors.io.concurrency-limit=0              | it must be at least 1 | Set 1 or more
					executors.io.concurrency-limit=-3             | it must be at least 1 | Set 1 or more
					executors.io.queue-capacity=-1                | it must be at least 0 | Set 0 or more
					executors.cpu.core-size=0                     | it must be at least 1 | Set 1 or more
					executors.io.core-size=0                      | it must be at least 1 | Set 1 or more
					executors.cpu.max-size=0                      | it must be at least 1 | Set 1 or more
					executors.cpu.keep-alive=500ms                | it must be at least one second | Set a duration such as 10s
					executors.cpu.keep-alive=-1s                  | it must be at least one second | Set a duration such as 10s
					executors.cpu.await-termination-period=-1s    | it must not be negative | Set a duration such as 1s
					executors.cpu.concurrency-limit=4             | executor 'cpu' has platform threads | Set core-size instead
					executors.io.rate-limit=50                    | it is not a number of starts and a time | Set a rate such as 50/s or 10/100ms
					executors.io.rate-limit=-1/s                  | it is not a number of starts and a time | Set a rate such as 50/s or 10/100ms
					executors.io.rate-limit=50/week               | it is not a number of starts and a time | Set a rate such as 50/s or 10/100ms
					executors.cpu.rate-limit=0/s                  | neither number may be 0 | Set a rate such as 50/s or 10/100ms
					executors.cpu.rate-limit=5/0ms                | neither number may be 0 | Set a rate such as 50/s or 10/100ms
					executors.cpu.rate-limit=5000000000/s         | a number in it is too large | Set a rate such as 50/s or 10/100ms
					executors.io.retry-budget=-0.1                | it must not be negative | Set a share such as 0.1
					executors.io.retry-budget=NaN                 | it must not be negative | Set a share such as 0.1
					fan-out.timeout=0s                            | it must be longer than zero | Set a duration such as 2s
					fan-out.timeout=-2s                           | it must be longer than zero | Set a duration such as 2s
					fan-out.cancel-grace=-1s                      | it must not be negative | Set a duration such as 1s
					actuate.resize.gpu.min=1                      | there is no executor 'gpu'; known are [io, cpu] | Name one of these, or add one of that name
					actuate.resize.gpu.max=8                      | there is no executor 'gpu'; known are [io, cpu] | Name one of these, or add one of that name
					retry.max-attempts=0                          | it must be at least 1 | Set 1 or more
					retry.delay=-1s                               | it must not be negative | Set a duration such as 1s
					retry.max-delay=-1s                           | it must not be negative | Set a duration such as 1s
					retry.jitter=-1s                              | it must not be negative | Set a duration such as 1s
					retry.multiplier=0.5                          | it must be at least 1 | Set 1 for delays that are all the same
					retry.multiplier=NaN                          | it must be at least 1 | Set 1 for delays that are all the same
					fan-out.hedge-budget=-0.1                     | it must be between 0 and 1 | Set a share of calls such as 0.1
					fan-out.hedge-budget=10.0                     | it must be between 0 and 1 | Set a share of calls such as 0.1
					fan-out.hedge-budget=NaN                      | it must be between 0 and 1 | Set a share of calls such as 0.1
					fan-out.executor=oi                           | there is no executor of that name; known are [io, cpu, applicationTaskExecutor] | or add one of that name under futil.executors
					""")
	void aWrongValueIsNamedWithItsKeyAndTheRemedy(String setting, String reason, String remedy) {
		String key = "futil." + setting.substring(0, setting.indexOf('='));
		String value = setting.substring(setting.indexOf('=') + 1);
		assertThat(fail(Map.of(key, value)))
			.contains("Invalid value '" + value + "' for configuration property '" + key + "'")
			.contains(reason)
			.contains(remedy)
			.contains("from \"" + key + "\" from property source \"test\"");
	}

	@Test
	void aCoreAboveTheMaximumNamesBoth() {
		assertThat(fail(Map.of("futil.executors.cpu.core-size", "10", "futil.executors.cpu.max-size", "4")))
			.contains("Invalid value '10' for configuration property 'futil.executors.cpu.core-size'")
			.contains("it is more than futil.executors.cpu.max-size, which is 4")
			.contains("Raise the max-size or lower the core-size.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "core-size=4", "max-size=4", "keep-alive=5s" })
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whatPlatformThreadsHaveIsRefusedOnVirtualOnes(String setting) {
		String key = "futil.executors.db." + setting.substring(0, setting.indexOf('='));
		assertThat(
				fail(Map.of("futil.executors.db.threads", "virtual", key, setting.substring(setting.indexOf('=') + 1))))
			.contains("for configuration property '" + key + "'")
			.contains("executor 'db' has virtual threads, which know no such setting");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void virtualThreadsAreRefusedOnAJavaWithoutThem() {
		assertThat(fail(Map.of("futil.executors.io.threads", "virtual")))
			.contains("Invalid value 'virtual' for configuration property 'futil.executors.io.threads'")
			.contains("virtual threads need Java 21 and this is Java " + Runtime.version().feature())
			.contains("Run on Java 21 or later, or set it to platform or auto.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "task-executor", "taskExecutor", "applicationTaskExecutor", "taskScheduler" })
	void aNameThatSpringLooksUpIsRefused(String name) {
		assertThat(fail(Map.of("futil.executors." + name + ".core-size", "4"))).contains("Invalid value '" + name + "'")
			.contains("'futil.executors." + name + "' (from ")
			.contains("): Spring looks up a bean of this name for itself")
			.contains("Choose another name");
	}

	@ParameterizedTest
	@CsvSource({ "myPool, my-pool", "[my.pool], my-pool", "9lives, lives", "[Ünicode], nicode", "[_], my-executor" })
	void aNameOfTheWrongFormIsRefusedWithASuggestion(String name, String suggestion) {
		assertThat(fail(Map.of("futil.executors." + name + ".core-size", "4")))
			.contains("the name of an executor is a lower-case letter followed by")
			.contains("Rename it, for instance to '" + suggestion + "'.");
	}

	@Test
	void theSizesOfAnExecutorAreBothThereAndMakeSense() {
		assertThat(fail(Map.of("futil.actuate.resize.cpu.min", "1")))
			.contains("for configuration property 'futil.actuate.resize.cpu.max'")
			.contains("there have to be both a min and a max")
			.contains("Set it, or remove the other one");
		assertThat(fail(Map.of("futil.actuate.resize.cpu.min", "0", "futil.actuate.resize.cpu.max", "4")))
			.contains("Invalid value '0' for configuration property 'futil.actuate.resize.cpu.min'")
			.contains("it must be at least 1");
		assertThat(fail(Map.of("futil.actuate.resize.cpu.min", "5", "futil.actuate.resize.cpu.max", "4")))
			.contains("Invalid value '4' for configuration property 'futil.actuate.resize.cpu.max'")
			.contains("it is less than futil.actuate.resize.cpu.min, which is 5")
			.contains("Raise the max or lower the min");
		assertThat(fail(Map.of("futil.actuate.allow", "shutdown"))).isEqualTo("""
				Invalid value 'shutdown' for configuration property 'futil.actuate.allow' \
				(from "futil.actuate.allow" from property source "test"): \
				each of its values has to be one of [resize, cancel].
				Set one or more of these, separated by commas, or remove the key for the default.""");
		assertThat(fail(Map.of("futil.actuate.resize.cpu.most", "5")))
			.contains("Under 'futil.actuate.resize.cpu' there are: min, max.");
		assertThat(fail(Map.of("futil.actuate.permit", "resize")))
			.contains("Under 'futil.actuate' there are: allow, resize.");
	}

	@Test
	void anUnknownKeyOfAnExecutorIsNamedWithTheKnownOnes() {
		assertThat(fail(Map.of("futil.executors.io.queue-size", "5")))
			.contains("There is no configuration property 'futil.executors.io.queue-size' (value '5', from")
			.contains("Under 'futil.executors.io' there are: threads, concurrency-limit, queue-capacity, core-size, "
					+ "max-size, keep-alive, thread-name-prefix, caller-helps, await-termination-period, "
					+ "rate-limit, retry-budget.");
	}

	@Test
	void anUnknownKeyElsewhereIsNamedWithTheKnownOnes() {
		assertThat(fail(Map.of("futil.fan-out.grace", "5s", "futil.executor.io.core-size", "4")))
			.contains("There is no configuration property 'futil.fan-out.grace'")
			.contains("Under 'futil.fan-out' there are: executor, timeout, cancel-grace, hedge-budget.")
			.contains("There is no configuration property 'futil.executor.io.core-size'")
			.contains("Under 'futil' there are: executors, fan-out, retry, metrics, context, actuate, cluster.");
		assertThat(fail(Map.of("futil.retry.attempts", "5")))
			.contains("There is no configuration property 'futil.retry.attempts'")
			.contains("Under 'futil.retry' there are: max-attempts, delay, multiplier, max-delay, jitter.");
		assertThat(fail(Map.of("futil.context.request-attribute", "true", "futil.metrics.enable", "false")))
			.contains("Under 'futil.context' there are: request-attributes.")
			.contains("Under 'futil.metrics' there are: enabled, max-operations, task-observations.");
	}

	@Test
	void aValueOfTheWrongTypeIsNamedWithItsKey() {
		assertThat(fail(Map.of("futil.executors.io.threads", "green"))).isEqualTo("""
				Invalid value 'green' for configuration property 'futil.executors.io.threads' \
				(from "futil.executors.io.threads" from property source "test"): \
				it must be one of [auto, platform, virtual, cluster].
				Set one of these, or remove the key for the default.""");
	}

	@Test
	void aBeanOfAnExecutorsNameThatIsNoneIsNamed() {
		assertThat(StartFailure.of(Map.of(), ImportingConfiguration.class, OtherIoConfiguration.class))
			.contains("Bean 'io' is no Executor but a java.lang.StringBuilder")
			.contains("Rename the bean 'io'");
	}

	@Test
	void lazyInitializationDoesNotPutTheFailureOff() {
		assertThat(fail(Map.of("futil.fan-out.executor", "oi", "spring.main.lazy-initialization", "true")))
			.contains("futil.fan-out.executor");
		assertThat(fail(Map.of("futil.fan-out.grace", "1s", "spring.main.lazy-initialization", "true")))
			.contains("futil.fan-out.grace");
	}

	private static String fail(Map<String, ?> properties) {
		return StartFailure.of(properties, ImportingConfiguration.class);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class })
	static class ImportingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherIoConfiguration {

		@Bean
		StringBuilder io() {
			return new StringBuilder();
		}

	}

}

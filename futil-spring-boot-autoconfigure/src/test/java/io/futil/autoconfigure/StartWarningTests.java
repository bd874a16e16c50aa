package io.futil.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.futil.LogReader;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is allowed and hardly meant is said once, and does not stop the start.
 */
class StartWarningTests {

	private final LogReader log = new LogReader("io.futil.autoconfigure");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class));

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	@Test
	void aMaximumBehindALongQueue() {
		this.runner.withPropertyValues("futil.executors.cpu.core-size=2", "futil.executors.cpu.max-size=8")
			.run((context) -> assertThat(this.log.messages()).singleElement()
				.asString()
				.isEqualTo(
						"futil.executors.cpu.max-size is 8 and futil.executors.cpu.core-size is 2, but further threads "
								+ "start only while the queue is full, and it holds 1000 tasks: they hardly ever will. Set "
								+ "core-size to 8, too, or queue-capacity to what may wait before more threads have to help, "
								+ "such as 8"));
	}

	@Test
	void aMaximumBehindAShortQueueIsNoReason() {
		this.runner
			.withPropertyValues("futil.executors.cpu.core-size=2", "futil.executors.cpu.max-size=8",
					"futil.executors.cpu.queue-capacity=999")
			.run((context) -> assertThat(this.log.messages()).isEmpty());
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void norIsOneOnVirtualThreads() {
		this.runner.withPropertyValues("futil.executors.io.core-size=2", "futil.executors.io.max-size=8")
			.run((context) -> assertThat(this.log.messages()).isEmpty());
	}

	@Test
	void settingsOfAnExecutorThatTheApplicationReplaces() {
		this.runner.withUserConfiguration(OwnIo.class)
			.withPropertyValues("futil.executors.io.core-size=4", "futil.actuate.resize.io.min=1",
					"futil.actuate.resize.io.max=4")
			.run((context) -> assertThat(this.log.messages()).satisfiesExactly(
					(line) -> assertThat(line)
						.isEqualTo("futil.executors.io has no effect: the application has its own bean 'io'"),
					(line) -> assertThat(line)
						.isEqualTo("futil.actuate.resize.io has no effect: the application has its own "
								+ "bean 'io', and only futil's executors can be resized"),
					(line) -> assertThat(line).contains("Executor 'io' has a DiscardPolicy")));
	}

	@Test
	void nothingIsSaidOfSettingsWhereTheStartFailsForTheBean() {
		this.runner.withBean("io", StringBuilder.class)
			.withPropertyValues("futil.executors.io.core-size=4")
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(this.log.messages()).isEmpty();
			});
	}

	@Test
	void anOwnExecutorInThePlaceOfTheDefaultThatDropsTasks() {
		this.runner.withUserConfiguration(OwnIo.class).run((context) -> {
			assertThat(this.log.messages()).singleElement()
				.asString()
				.isEqualTo(
						"Executor 'io' has a DiscardPolicy: it drops tasks silently and a call would wait for them for "
								+ "ever. Use AbortPolicy or CallerRunsPolicy. Change the bean 'io', or set futil.fan-out.executor "
								+ "to another executor: this one will be refused");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(FanOutOperations.class).map(List.of(1), (item) -> item))
				.withMessage(
						"Executor 'io' has a DiscardPolicy: it drops tasks silently and a call would wait for them "
								+ "for ever. Use AbortPolicy or CallerRunsPolicy");
		});
	}

	@Test
	void aCallThatNamesAnUnknownExecutor() {
		this.runner.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(FanOutOperations.class).on("oi"))
			.withMessage("There is no executor named 'oi'; known are [io, cpu, applicationTaskExecutor]. Did you mean "
					+ "'io'? Use one of these, or make one of that name: under futil.executors, or as an Executor bean"));
	}

	@Test
	void aVariableOfTheProcessThatIsMisspelled() {
		Map<String, Object> variables = Map.of("FUTIL_EXECUTORS_IO_CONCURENCYLIMIT", "5",
				"FUTIL_EXECUTORS_IO_QUEUE_CAPACITY", "5", "FUTIL_EXECUTORS_DB_CORESIZE", "5", "FUTIL_FANOUT_TIMEOUT",
				"5s", "FUTIL_FAN_OUT_GRACE", "5s", "FUTIL_RETRY_MAX_ATTEMPTS", "5", "FUTIL_ACTUATE_ALLOW_0", "resize",
				"FUTIL_HOME", "/opt/futil", "FUTIL_RETRYING", "yes");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource(
						StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables)))
			.run((context) -> {
				assertThat(context).hasBean("db");
				assertThat(this.log.messages()).satisfiesExactly((line) -> assertThat(line)
					.isEqualTo("The environment variable FUTIL_EXECUTORS_IO_CONCURENCYLIMIT has no effect: there is "
							+ "no such setting of futil. Did you mean FUTIL_EXECUTORS_IO_CONCURRENCYLIMIT? Correct "
							+ "or remove it"),
						(line) -> assertThat(line)
							.isEqualTo("The environment variable FUTIL_FAN_OUT_GRACE has no effect: "
									+ "there is no such setting of futil. Did you mean FUTIL_FANOUT_CANCELGRACE? Correct or "
									+ "remove it"));
			});
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			FUTIL_EXECUTOR_IO_CONCURRENCYLIMIT, FUTIL_EXECUTORS_IO_CONCURRENCYLIMIT
			FUTIL_EXECUTOR_GEOCODER_CORESIZE, FUTIL_EXECUTORS_GEOCODER_CORESIZE
			FUTIL_RETRIES_MAXATTEMPTS, FUTIL_RETRY_MAXATTEMPTS
			futil_retry_atempts, FUTIL_RETRY_MAXATTEMPTS
			futil.executors.io.concurrency-limitt, futil.executors.io.concurrency-limit
			futil.nothing, -
			FUTIL_EXECUTORS_GEO_CODER_CORESIZE, FUTIL_EXECUTORS_GEOCODER_CORESIZE
			FUTIL_EXECUTORS_GEO_CODER_CORE_SIZE, FUTIL_EXECUTORS_GEOCODER_CORESIZE
			FUTIL_EXECUTORS_GEOCODER_CORSIZE, FUTIL_EXECUTORS_GEOCODER_CORESIZE
			FUTIL_EXECUTORS_FAR_AWAY_KEEPALIVE, FUTIL_EXECUTORS_FARAWAY_KEEPALIVE
			FUTIL_EXECUTORS_FARAWAY_KEEPALIFE, FUTIL_EXECUTORS_FARAWAY_KEEPALIVE
			FUTIL_EXECUTORS_IO_SOMETHING, -
			FUTIL_ACTUATE_RESIZE_IO_MAXX, FUTIL_ACTUATE_RESIZE_IO_MAX
			FUTIL_FAN_OUT_CANCELGRACE, FUTIL_FANOUT_CANCELGRACE
			""")
	void aVariableThatIsNone(String name, String meant) {
		withVariable(name, "7").withPropertyValues("futil.executors.geocoder.queue-capacity=5")
			.run((context) -> assertThat(this.log.messages()).containsExactly(
					"The environment variable " + name + " has no effect: there is no such setting of futil. "
							+ ((meant != null) ? "Did you mean " + meant + "? " : "") + "Correct or remove it"));
	}

	@ParameterizedTest
	@CsvSource({ "FUTIL_EXECUTORS_IO_QUEUECAPACITY", "FUTIL_EXECUTORS_IO_QUEUE_CAPACITY",
			"futil_executors_io_queuecapacity", "futil.executors.io.queue-capacity",
			"futil.executors.io.queueCapacity" })
	void aVariableThatIsOneIsNotWarnedOf(String name) {
		withVariable(name, "7").run((context) -> {
			assertThat(context.getBean(FutilProperties.class).executors().get("io").queueCapacity()).isEqualTo(7);
			assertThat(this.log.messages()).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "FUTIL_HOME", "FUTIL", "FUTILITY_EXECUTORS", "FUTIL_RETRYING", "FUTIL_VERSION" })
	void norIsOneOfSomebodyElse(String name) {
		withVariable(name, "7").run((context) -> assertThat(this.log.messages()).isEmpty());
	}

	private ApplicationContextRunner withVariable(String name, String value) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of(name, value))));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnIo {

		@Bean
		Executor io() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
			return executor;
		}

	}

}

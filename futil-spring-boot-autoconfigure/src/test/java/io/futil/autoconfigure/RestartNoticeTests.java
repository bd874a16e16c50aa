package io.futil.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.futil.LogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What has changed in the environment and cannot change in a running application is named
 * once, with both values.
 */
class RestartNoticeTests {

	private final Map<String, Object> environment = new ConcurrentHashMap<>(
			Map.of("futil.executors.db.threads", "platform", "futil.executors.db.core-size", 4,
					"futil.actuate.resize.db.min", 1, "futil.actuate.resize.db.max", 8));

	private final LogReader log = new LogReader("io.futil.autoconfigure");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("settings", this.environment)));

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	private void refresh(AssertableApplicationContext context) {
		context.publishEvent(new EnvironmentChangeEvent(context, Set.of("some.key")));
		context.publishEvent(new RefreshScopeRefreshedEvent());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			executors.db.queue-capacity           | 500      | 10000       | 500
			executors.db.keep-alive               | 5s       | 60s         | 5s
			executors.db.thread-name-prefix       | worker-  | db-         | worker-
			executors.db.caller-helps             | true     | false       | true
			executors.db.await-termination-period | 1500ms   | 30s         | 1500ms
			executors.db.rate-limit               | 50/s     | nothing     | 50/s
			executors.db.retry-budget             | 0.1      | nothing     | 0.1
			fan-out.executor                      | cpu      | io          | cpu
			fan-out.timeout                       | 2s       | nothing     | 2s
			fan-out.cancel-grace                  | 2s       | 1s          | 2s
			fan-out.hedge-budget                  | 0.5      | 0.1         | 0.5
			retry.max-attempts                    | 5        | 3           | 5
			retry.delay                           | 100ms    | 500ms       | 100ms
			retry.multiplier                      | 3        | 2.0         | 3.0
			retry.max-delay                       | 1m       | 30s         | 60s
			retry.jitter                          | 10ms     | 0s          | 10ms
			metrics.enabled                       | false    | true        | false
			metrics.max-operations                | 10       | 100         | 10
			metrics.task-observations             | true     | false       | true
			context.request-attributes            | true     | false       | true
			actuate.allow                         | resize   | nothing     | resize
			actuate.resize.db.min                 | 2        | 1           | 2
			actuate.resize.db.max                 | 9        | 8           | 9
			""")
	void aKeyThatCannotChange(String leaf, String value, String old, String shown) {
		String key = "futil." + leaf;
		this.runner.run((context) -> {
			String notice = key + " was changed from " + old + " to " + shown + ", which needs a restart: it is " + old
					+ " until then";
			Object before = this.environment.put(key, value);
			refresh(context);
			assertThat(this.log.messages()).containsExactly(notice);
			refresh(context);
			assertThat(this.log.messages()).hasSize(1);
			if (before != null) {
				this.environment.put(key, before);
			}
			else {
				this.environment.remove(key);
			}
			refresh(context);
			assertThat(this.log.messages()).hasSize(1);
			this.environment.put(key, value);
			refresh(context);
			assertThat(this.log.messages()).containsExactly(notice, notice);
		});
	}

	@Test
	void keysBesideASizeThatCanChange() {
		this.runner.run((context) -> {
			this.environment.put("futil.executors.db.core-size", 5);
			this.environment.put("futil.executors.db.queue-capacity", 500);
			refresh(context);
			assertThat(context.getBean("db", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(5);
			assertThat(this.log.messages()).singleElement().asString().contains("queue-capacity");
		});
	}

	@Test
	void executorsThatComeAndGo() {
		this.runner.run((context) -> {
			this.environment.keySet().removeIf((key) -> key.contains(".db."));
			this.environment.put("futil.executors.mail.core-size", 2);
			refresh(context);
			refresh(context);
			assertThat(this.log.messages()).containsExactlyInAnyOrder(
					"futil.executors.mail was added, which needs a restart: there is no executor of that name until then",
					"futil.executors.db was removed, which needs a restart: the executor stays as it is until then",
					"futil.actuate.resize.db.min was changed from 1 to nothing, which needs a restart: it is 1 until then",
					"futil.actuate.resize.db.max was changed from 8 to nothing, which needs a restart: it is 8 until "
							+ "then");
			assertThat(context.getBean("db", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(4);
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void theKindOfThreadsAndWithItTheSizes() {
		this.runner.run((context) -> {
			this.environment.put("futil.executors.db.threads", "auto");
			this.environment.put("futil.executors.db.core-size", 6);
			refresh(context);
			refresh(context);
			assertThat(this.log.messages()).containsExactly("futil.executors.db.threads was changed from platform to "
					+ "virtual, which needs a restart: it is platform until then");
			assertThat(context.getBean("db", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(4);
			this.environment.put("futil.executors.db.threads", "platform");
			refresh(context);
			assertThat(context.getBean("db", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(6);
			assertThat(this.log.messages()).hasSize(1);
		});
	}

}

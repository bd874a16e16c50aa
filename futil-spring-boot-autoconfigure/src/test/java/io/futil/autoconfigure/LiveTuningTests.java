package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import io.futil.LogReader;
import io.futil.actuate.KnownExecutor;
import io.futil.actuate.Setting;
import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a changed environment does to executors that work.
 */
class LiveTuningTests {

	private final Map<String, Object> environment = new ConcurrentHashMap<>(Map.of("futil.executors.cpu.core-size", 4,
			"futil.executors.db.threads", "platform", "futil.executors.db.core-size", 4, "futil.executors.db.max-size",
			8, "futil.executors.db.queue-capacity", 10));

	private final LogReader log = new LogReader("io.futil.autoconfigure", Level.INFO);

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

	/** As Spring Cloud does it: both events. */
	private void refresh(AssertableApplicationContext context) {
		context.publishEvent(new EnvironmentChangeEvent(context, Set.of("some.key")));
		context.publishEvent(new RefreshScopeRefreshedEvent());
	}

	private void run(Consumer<AssertableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			this.log.clear();
			test.accept(context);
		});
	}

	private static void assertSize(AssertableApplicationContext context, String name, int core, int max) {
		ThreadPoolTaskExecutor executor = context.getBean(name, ThreadPoolTaskExecutor.class);
		assertThat(executor.getCorePoolSize()).isEqualTo(core);
		assertThat(executor.getMaxPoolSize()).isEqualTo(max);
		assertThat(executor.getThreadPoolExecutor().getCorePoolSize()).isEqualTo(core);
		assertThat(executor.getThreadPoolExecutor().getMaximumPoolSize()).isEqualTo(max);
	}

	@ParameterizedTest
	@CsvSource({ "4, 16", "16, 16", "9, 12", "1, 1", "1, 4", "2, 8", "8, 8", "5, 6" })
	void aPoolIsGivenItsNewSize(int core, int max) {
		run((context) -> {
			this.environment.put("futil.executors.db.core-size", core);
			this.environment.put("futil.executors.db.max-size", max);
			refresh(context);
			assertSize(context, "db", core, max);
			assertThat(this.log.lines())
				.containsExactly("INFO Executor 'db' was resized from core-size 4 and max-size 8 " + "to core-size "
						+ core + " and max-size " + max + ", as its settings have changed");
			assertSize(context, "cpu", 4, 4);
			refresh(context);
			assertThat(this.log.lines()).hasSize(1);
		});
	}

	@Test
	void eitherEventAloneDoes() {
		run((context) -> {
			this.environment.put("futil.executors.cpu.core-size", 5);
			context.publishEvent(new RefreshScopeRefreshedEvent());
			assertSize(context, "cpu", 5, 5);
			this.environment.put("futil.executors.cpu.core-size", 6);
			context.publishEvent(new EnvironmentChangeEvent(context, Set.of("futil.executors.cpu.core-size")));
			assertSize(context, "cpu", 6, 6);
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsAreGivenTheirNewLimit() {
		run((context) -> {
			VirtualTaskExecutor io = context.getBean("io", VirtualTaskExecutor.class);
			this.environment.put("futil.executors.io.concurrency-limit", 20);
			refresh(context);
			assertThat(io.concurrency()).isEqualTo(20);
			this.environment.remove("futil.executors.io.concurrency-limit");
			this.environment.put("futil.executors.io.core-size", 30);
			refresh(context);
			assertThat(io.concurrency()).isEqualTo(30);
			this.environment.remove("futil.executors.io.core-size");
			refresh(context);
			assertThat(io.concurrency()).isEqualTo(256);
			assertThat(this.log.lines()).containsExactly(
					"INFO Executor 'io' was resized from concurrency-limit 256 to concurrency-limit 20, as its settings "
							+ "have changed",
					"INFO Executor 'io' was resized from concurrency-limit 20 to concurrency-limit 30, as its settings "
							+ "have changed",
					"INFO Executor 'io' was resized from concurrency-limit 30 to concurrency-limit 256, as its settings "
							+ "have changed");
		});
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void theLimitIsTheSizeOfThePoolWithoutVirtualThreads() {
		run((context) -> {
			this.environment.put("futil.executors.io.concurrency-limit", 20);
			refresh(context);
			assertSize(context, "io", 20, 20);
		});
	}

	@Test
	void callsUseTheNewSize() {
		run((context) -> {
			this.environment.put("futil.executors.cpu.core-size", 1);
			refresh(context);
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("cpu");
			assertThat(Set.copyOf(fanOut.timeout(Duration.ofSeconds(30))
				.map(List.of(1, 2, 3, 4), (item) -> Thread.currentThread().getName()))).hasSize(1);
		});
	}

	@Test
	void theEndpointShowsTheNewValuesAndWhereTheyWereWritten() {
		run((context) -> {
			assertThat(setting(context, "core-size")).isEqualTo(written("core-size", "4", "db.core-size", "settings"));
			Map<String, Object> other = new ConcurrentHashMap<>(Map.of("futil.executors.db.core-size", 6,
					"futil.executors.db.queue-capacity", 99, "futil.executors.db.keep-alive", "60s"));
			context.getSourceApplicationContext()
				.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("override", other));
			refresh(context);
			assertThat(setting(context, "core-size")).isEqualTo(written("core-size", "6", "db.core-size", "override"));
			assertThat(setting(context, "max-size")).isEqualTo(written("max-size", "8", "db.max-size", "settings"));
			// What it still has was written where it was, and may be written elsewhere
			// too.
			assertThat(setting(context, "queue-capacity"))
				.isEqualTo(written("queue-capacity", "10", "db.queue-capacity", "settings"));
			assertThat(setting(context, "keep-alive"))
				.isEqualTo(written("keep-alive", "60s", "db.keep-alive", "override"));
			assertThat(setting(context, "caller-helps")).isEqualTo(new Setting("caller-helps", "false", "default"));
			other.clear();
			refresh(context);
			assertThat(setting(context, "core-size")).isEqualTo(written("core-size", "4", "db.core-size", "settings"));
			assertThat(setting(context, "keep-alive")).isEqualTo(new Setting("keep-alive", "60s", "default"));
		});
	}

	private static Setting written(String key, String value, String leaf, String source) {
		return new Setting(key, value, "\"futil.executors." + leaf + "\" from property source \"" + source + "\"");
	}

	private static Setting setting(AssertableApplicationContext context, String key) {
		KnownExecutor db = new ConfiguredExecutors(context.getBean(RunningSettings.class),
				context.getBean(BeanExecutorLookup.class))
			.all()
			.stream()
			.filter((executor) -> executor.name().equals("db"))
			.findFirst()
			.orElseThrow();
		return db.settings().stream().filter((setting) -> setting.key().equals(key)).findFirst().orElseThrow();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					futil.executors.db.core-size=0 | Invalid value '0' for configuration property 'futil.executors.db.core-size' (from "futil.executors.db.core-size" from property source "settings"): it must be at least 1. Set 1 or more, or remove the key for the default.
					futil.executors.db.core-size=9 | Invalid value '9' for configuration property 'futil.executors.db.core-size' (from "futil.executors.db.core-size" from property source "settings"): it is more than futil.executors.db.max-size, which is 8. Raise the max-size or lower the core-size.
					futil.executors.db.core-size=abc | Invalid value 'abc' for configuration property 'futil.executors.db.core-size' (from "futil.executors.db.core-size" from property source "settings"): it must be a whole number. Set one such as 16, or remove the key for the default.
					futil.executors.db.core-sise=5 | There is no configuration property 'futil.executors.db.core-sise' (value '5', from "futil.executors.db.core-sise" from property source "settings"). Did you mean 'futil.executors.db.core-size'? Correct or remove it. Under 'futil.executors.db' there are: threads, concurrency-limit, queue-capacity, core-size, max-size, keep-alive, thread-name-prefix, caller-helps, await-termination-period, rate-limit, retry-budget.
					futil.fan-out.executor=dv | Invalid value 'dv' for configuration property 'futil.fan-out.executor' (from "futil.fan-out.executor" from property source "settings"): there is no executor of that name; known are [io, cpu, db, applicationTaskExecutor]. Did you mean 'db'? Set one of these, or add one of that name under futil.executors.
					futil.retry.delay=-1s | Invalid value '-1s' for configuration property 'futil.retry.delay' (from "futil.retry.delay" from property source "settings"): it must not be negative. Set a duration such as 1s, or 0 for none.
					""")
	void whatIsInvalidChangesNothingAndSaysWhatAStartWould(String setting, String sentence) {
		String key = setting.substring(0, setting.indexOf('='));
		run((context) -> {
			this.environment.put("futil.executors.cpu.core-size", 16);
			this.environment.put(key, setting.substring(setting.indexOf('=') + 1));
			refresh(context);
			assertSize(context, "cpu", 4, 4);
			assertSize(context, "db", 4, 8);
			String line = "WARN The environment has changed, but no executor was resized: " + sentence;
			assertThat(this.log.lines()).containsExactly(line);
			refresh(context);
			assertThat(this.log.lines()).containsExactly(line, line);
			this.log.clear();
			this.environment.remove(key);
			this.environment.putIfAbsent("futil.executors.db.core-size", 4);
			refresh(context);
			assertSize(context, "cpu", 16, 16);
			assertThat(this.log.lines())
				.containsExactly("INFO Executor 'cpu' was resized from core-size 4 and max-size 4 "
						+ "to core-size 16 and max-size 16, as its settings have changed");
		});
	}

	/** A number in a file is none in words, and what is behind its point was cut. */
	@Test
	void aFractionIsInvalid() {
		run((context) -> {
			this.environment.put("futil.executors.cpu.core-size", 16);
			this.environment.put("futil.executors.db.core-size", 5.5);
			refresh(context);
			assertSize(context, "cpu", 4, 4);
			assertSize(context, "db", 4, 8);
			assertThat(this.log.lines()).singleElement()
				.asString()
				.contains("Invalid value '5.5' for configuration property 'futil.executors.db.core-size'",
						"it must be a whole number");
		});
	}

	/**
	 * Two of them at once leave Spring Boot's own view of the environment as it is then.
	 */
	@Test
	@Timeout(60)
	void whatIsInvalidIsSeenAlsoAfterOthersHaveBoundAtTheSameTime() {
		Held held = new Held();
		this.runner.withInitializer((context) -> context.getEnvironment().getPropertySources().addLast(held))
			.run((context) -> {
				bindTwiceAtOnce(context, held);
				this.log.clear();
				this.environment.put("futil.executors.cpu.core-size", 16);
				this.environment.put("futil.executors.db.keep-alive", "0s");
				refresh(context);
				assertSize(context, "cpu", 4, 4);
				assertThat(this.log.lines()).singleElement()
					.asString()
					.contains("Invalid value '0s' for configuration property 'futil.executors.db.keep-alive'");
				this.log.clear();
				this.environment.remove("futil.executors.db.keep-alive");
				this.environment.put("futil.executors.db.keep-alife", "1s");
				refresh(context);
				assertSize(context, "cpu", 4, 4);
				assertThat(this.log.lines()).singleElement()
					.asString()
					.contains("There is no configuration property 'futil.executors.db.keep-alife'");
				this.environment.remove("futil.executors.db.keep-alife");
				this.environment.put("futil.executors.db.maxSize", "9");
				this.environment.remove("futil.executors.db.max-size");
				refresh(context);
				assertSize(context, "cpu", 16, 16);
				assertThat(setting(context, "max-size")).isEqualTo(new Setting("max-size", "9",
						"\"futil.executors.db.maxSize\" from property source \"settings\""));
			});
	}

	/** The second begins while the first is under way, and ends after it. */
	private static void bindTwiceAtOnce(AssertableApplicationContext context, Held held) throws Exception {
		// The common pool may have one thread only.
		Executor own = (command) -> new Thread(command).start();
		Binder binder = Binder.get(context.getEnvironment());
		CompletableFuture<?> first = CompletableFuture.runAsync(() -> binder.bind("held.first", String.class), own);
		held.first.reached.await();
		CompletableFuture<?> second = CompletableFuture.runAsync(() -> binder.bind("held.second", String.class), own);
		held.second.reached.await();
		held.first.go.countDown();
		first.get();
		held.second.go.countDown();
		second.get();
	}

	@Test
	void aSizeOutsideOfTheBoundsOfTheEndpointIsInvalid() {
		this.environment.put("futil.actuate.resize.cpu.min", 1);
		this.environment.put("futil.actuate.resize.cpu.max", 8);
		run((context) -> {
			this.environment.put("futil.executors.cpu.core-size", 9);
			refresh(context);
			assertSize(context, "cpu", 4, 4);
			assertThat(this.log.lines()).singleElement()
				.asString()
				.contains("it is less than the size that executor 'cpu' starts with, which is 9");
		});
	}

	@Test
	void anOperatorsSizeStaysUntilTheSettingsSayAnother() {
		run((context) -> {
			context.getBean("cpu", TunableExecutor.class).resize(7);
			refresh(context);
			assertSize(context, "cpu", 7, 7);
			this.environment.put("futil.executors.db.core-size", 5);
			refresh(context);
			assertSize(context, "cpu", 7, 7);
			this.log.clear();
			this.environment.put("futil.executors.cpu.core-size", 3);
			refresh(context);
			assertSize(context, "cpu", 3, 3);
			assertThat(this.log.lines())
				.containsExactly("INFO Executor 'cpu' was resized from core-size 7 and max-size 7 "
						+ "to core-size 3 and max-size 3, as its settings have changed");
		});
	}

	@Test
	void aLongQueueUnderALargerMaximumIsSaidSo() {
		run((context) -> {
			this.environment.put("futil.executors.cpu.max-size", 8);
			refresh(context);
			assertThat(this.log.lines()).hasSize(2)
				.first()
				.asString()
				.startsWith(
						"INFO Executor 'cpu' was resized from core-size 4 and max-size 4 to core-size 4 and max-size 8");
			assertThat(this.log.lines()).last().asString().startsWith("WARN futil.executors.cpu.max-size is 8");
		});
	}

	@Test
	void anExecutorOfTheApplicationIsLeftAlone() {
		this.runner.withUserConfiguration(OwnDb.class).run((context) -> {
			this.log.clear();
			this.environment.put("futil.executors.db.core-size", 5);
			this.environment.put("futil.executors.db.queue-capacity", 5);
			refresh(context);
			assertThat(context.getBean("db", ThreadPoolTaskExecutor.class).getCorePoolSize()).isEqualTo(1);
			assertThat(this.log.lines()).isEmpty();
		});
	}

	@Test
	void anExecutorThatIsMadeLaterHasTheNewSize() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				this.environment.put("futil.executors.cpu.core-size", 5);
				refresh(context);
				assertSize(context, "cpu", 5, 5);
				assertSize(context, "db", 4, 8);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDb {

		@Bean
		ThreadPoolTaskExecutor db() {
			return new ThreadPoolTaskExecutor();
		}

	}

	/** Whoever asks for one of its two properties waits in it. */
	static final class Held extends PropertySource<Object> {

		private final Gate first = new Gate(new CountDownLatch(1), new CountDownLatch(1));

		private final Gate second = new Gate(new CountDownLatch(1), new CountDownLatch(1));

		Held() {
			super("held", new Object());
		}

		@Override
		public @Nullable Object getProperty(String name) {
			Gate gate = name.equals("held.first") ? this.first : name.equals("held.second") ? this.second : null;
			if (gate != null) {
				gate.reached.countDown();
				try {
					gate.go.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			return null;
		}

		private record Gate(CountDownLatch reached, CountDownLatch go) {

		}

	}

}

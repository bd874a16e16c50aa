package io.futil.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The sentences, word by word, that a failed start prints: what is wrong and what to do.
 */
class StartFailureTextTests {

	/** Settings with one value that is wrong, the first. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', maxCharsPerColumn = 8192,
			textBlock = """
					# Names of executors
					fan-out.executor=oi | there is no executor of that name; known are [io, cpu, applicationTaskExecutor] | Did you mean 'io'? Set one of these, or add one of that name under futil.executors
					fan-out.executor=billing | there is no executor of that name; known are [io, cpu, applicationTaskExecutor] | Set one of these, or add one of that name under futil.executors
					fan-out.executor=geocodr,executors.geocoder.core-size=2 | there is no executor of that name; known are [io, cpu, geocoder, applicationTaskExecutor] | Did you mean 'geocoder'? Set one of these, or add one of that name under futil.executors
					actuate.resize.gpu.min=1,actuate.resize.gpu.max=4 | there is no executor 'gpu'; known are [io, cpu] | Did you mean 'cpu'? Name one of these, or add one of that name under futil.executors
					# Sizes
					executors.cpu.core-size=10,executors.cpu.max-size=4 | it is more than futil.executors.cpu.max-size, which is 4 | Raise the max-size or lower the core-size
					executors.db.core-size=300,executors.db.max-size=20 | it is more than futil.executors.db.max-size, which is 20 | Raise the max-size or lower the core-size
					executors.cpu.concurrency-limit=4 | executor 'cpu' has platform threads, which know no such setting | Set core-size instead, or threads to auto
					executors.db.concurrency-limit=20,executors.db.threads=platform,executors.db.core-size=4 | executor 'db' has platform threads, which know no such setting | Set core-size instead, or threads to auto
					executors.io.concurrency-limit=0 | it must be at least 1 | Set 1 or more, or remove the key for the default
					executors.io.queue-capacity=-1 | it must be at least 0 | Set 0 or more, or remove the key for the default
					executors.io.core-size=2147483647 | it must be at most 1000000 | Set how many tasks are to run at once, such as 256, or remove the key for the default
					executors.cpu.max-size=2147483647 | it must be at most 1000000 | Set how many tasks are to run at once, such as 256, or remove the key for the default
					executors.io.concurrency-limit=1000001 | it must be at most 1000000 | Set how many tasks are to run at once, such as 256, or remove the key for the default
					executors.io.queue-capacity=2147483647 | it must be at most 10000000: a queue that never fills up refuses nothing, until the memory is full | Set how many tasks may really wait, such as 10000, or remove the key for the default
					executors.cpu.queue-capacity=2147483647,executors.cpu.core-size=2,executors.cpu.max-size=8 | it must be at most 10000000: a queue that never fills up refuses nothing, until the memory is full | Set how many tasks may really wait, such as 10000, or remove the key for the default
					# Bounds of sizes
					actuate.resize.cpu.max=4,actuate.resize.cpu.min=5 | it is less than futil.actuate.resize.cpu.min, which is 5 | Raise the max or lower the min
					actuate.resize.cpu.min=0,actuate.resize.cpu.max=4 | it must be at least 1 | Set 1 or more, or remove the key for the default
					actuate.resize.cpu.max=8,actuate.resize.cpu.min=1,executors.cpu.core-size=16 | it is less than the size that executor 'cpu' starts with, which is 16 | Raise the max, or lower the size under futil.executors.cpu
					actuate.resize.cpu.max=8,actuate.resize.cpu.min=1,executors.cpu.core-size=4,executors.cpu.max-size=9 | it is less than the size that executor 'cpu' starts with, which is 9 | Raise the max, or lower the size under futil.executors.cpu
					actuate.resize.io.min=100,actuate.resize.io.max=200,executors.io.concurrency-limit=99 | it is more than the size that executor 'io' starts with, which is 99 | Lower the min, or raise the size under futil.executors.io
					# Durations
					executors.cpu.keep-alive=60 | it must be at least one second | Set a duration such as 10s, or remove the key for the default; a number without a unit is milliseconds
					executors.cpu.keep-alive=366d | it must be at most 365 days | Set a shorter duration, such as 30s or 1h, or remove the key for the default
					executors.io.await-termination-period=366d | it must be at most 365 days | Set a shorter duration, such as 30s or 1h, or remove the key for the default
					executors.io.await-termination-period=-1s | it must not be negative | Set a duration such as 1s, or 0 for none
					fan-out.timeout=366d | it must be at most 365 days | Set a shorter duration, such as 30s or 1h, or remove the key for the default
					fan-out.cancel-grace=366d | it must be at most 365 days | Set a shorter duration, such as 30s or 1h, or remove the key for the default
					fan-out.timeout=0s | it must be longer than zero | Set a duration such as 2s, or remove the key for no deadline
					retry.max-delay=366d | it must be at most 365 days | Set a shorter duration, such as 30s or 1h, or remove the key for the default
					retry.jitter=-1s | it must not be negative | Set a duration such as 1s, or 0 for none
					# Delays that contradict each other, all of them written
					retry.max-delay=200ms,retry.delay=1s | it is less than futil.retry.delay, which is 1s | Raise the max-delay or lower the delay
					retry.max-delay=30s,retry.delay=1m | it is less than futil.retry.delay, which is 60s | Raise the max-delay or lower the delay
					retry.jitter=5s,retry.delay=1500us | it is more than futil.retry.delay, which is 1500us | Lower the jitter or raise the delay
					retry.jitter=5s,retry.max-delay=1s | it is more than futil.retry.max-delay, which is 1s | Lower the jitter or raise the max-delay
					# The cluster
					executors.reports.core-size=4,executors.reports.threads=cluster | executor 'reports' has the threads of a cluster, for which there is no such setting | Set concurrency-limit instead, or threads to platform
					executors.reports.max-size=4,executors.reports.threads=cluster | executor 'reports' has the threads of a cluster, for which there is no such setting | Set concurrency-limit instead, or threads to platform
					executors.reports.keep-alive=4s,executors.reports.threads=cluster | executor 'reports' has the threads of a cluster, for which there is no such setting | Remove the key, or set threads to platform
					executors.cpu.caller-helps=true,executors.cpu.threads=cluster | executor 'cpu' has the threads of a cluster, for which there is no such setting | Remove the key, or set threads to platform
					executors.reports.threads=cluster | the application has no FutilClusterAutoConfiguration, which makes the cluster | Do not exclude that, or set it to auto
					cluster.run-on=reports,executors.reports.threads=cluster | executor 'reports' sends its tasks to the cluster, and they have to run somewhere | Set an executor with threads of this application, one of [io, cpu]
					cluster.name= | a cluster needs a name | Set the same one for all members, or remove the key for the default
					cluster.port=0 | it must be at least 1 | Set 1 or more, or remove the key for the default
					cluster.port=65536 | it must be at most 65535 | Set a port that is free, or remove the key for the default
					cluster.port-count=0 | it must be at least 1 | Set 1 or more, or remove the key for the default
					cluster.port-count=65536 | it must be at most 65535 | Set how many ports may be tried, or remove the key for the default
					cluster.bind=localhost | it is no address of a network interface | Set one of this machine such as 10.0.0.5, or a pattern such as 10.0.*.*, or remove the key for 127.0.0.1
					cluster.members=app-1;app-2 | one of them, 'app-1;app-2', is no host, with a port or without | Set hosts such as 10.0.0.5 or app-1:5701, separated by commas, or remove the key for this machine alone
					cluster.members=app-1:70000 | one of them, 'app-1:70000', is no host, with a port or without | Set hosts such as 10.0.0.5 or app-1:5701, separated by commas, or remove the key for this machine alone
					cluster.capacity=-1 | it must be at least 0 | Set 0 or more, or remove the key for the default
					cluster.member-timeout=999ms | it must be between 1s and 1h | Set a duration such as 5s, or remove the key for the default
					cluster.member-timeout=61m | it must be between 1s and 1h | Set a duration such as 5s, or remove the key for the default
					cluster.max-payload-size=1023B | it must be between 1KB and 64MB | Set a size such as 4MB, or remove the key for the default
					cluster.max-payload-size=65MB | it must be between 1KB and 64MB | Set a size such as 4MB, or remove the key for the default
					cluster.max-payload-size=large | it must be a size | Set one such as 512KB or 4MB, or remove the key for the default
					cluster.allowed-packages=com.example.* | one of them, 'com.example.*', is no name of a package | Set packages such as com.example.model, separated by commas; each stands for those below it, too
					cluster.local=sometimes | it must be one of [always, fallback, never] | Set one of these, or remove the key for the default
					cluster.hosting=maybe | it must be true or false | Set one of these, or remove the key for the default
					cluster=reports | it is a group of settings and has no value itself | Set keys below it. Under 'futil.cluster' there are: name, port, port-count, bind, members, capacity, run-on, local, hosting, member-timeout, max-payload-size, allowed-packages, allow-unfiltered
					# Values of another type
					executors.io.concurrency-limit=abc | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.io.concurrency-limit=2.5 | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.io.concurrency-limit=99999999999 | it must be at most 1000000 | Set one such as 16, or remove the key for the default
					executors.io.retry-budget=much | it must be a number | Set one such as 0.5, or remove the key for the default
					retry.multiplier=twice | it must be a number | Set one such as 0.5, or remove the key for the default
					retry.max-attempts=3.5 | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.cpu.caller-helps=maybe | it must be true or false | Set one of these, or remove the key for the default
					metrics.enabled=maybe | it must be true or false | Set one of these, or remove the key for the default
					fan-out.timeout=2 weeks | it must be a duration | Set one such as 500ms, 2s or 1m, or remove the key for the default
					executors.io.threads=virtul | it must be one of [auto, platform, virtual, cluster] | Did you mean 'virtual'? Set one of these, or remove the key for the default
					actuate.allow=resize;cancel | each of its values has to be one of [resize, cancel] | Set one or more of these, separated by commas, or remove the key for the default
					actuate.resize.cpu.min=x,actuate.resize.cpu.max=4 | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.io.concurrency-limit=${no.such} | there is no property that its placeholder stands for | Set that property, or give the placeholder a default, as in ${name:4}
					executors.io=20 | it is a group of settings and has no value itself | Set keys below it. Under 'futil.executors.io' there are: threads, concurrency-limit, queue-capacity, core-size, max-size, keep-alive, thread-name-prefix, caller-helps, await-termination-period, rate-limit, retry-budget
					executors=io | it is a group of settings and has no value itself | Set the keys of an executor below its name, as in 'futil.executors.io.concurrency-limit'
					fan-out=io | it is a group of settings and has no value itself | Set keys below it. Under 'futil.fan-out' there are: executor, timeout, cancel-grace, hedge-budget
					actuate.resize.cpu=8 | it is a group of settings and has no value itself | Set keys below it. Under 'futil.actuate.resize.cpu' there are: min, max
					actuate.resize=cpu | it is a group of settings and has no value itself | Set the keys of an executor below its name, as in 'futil.actuate.resize.io.max'
					# Numbers that are not cut
					executors.io.queue-capacity=0.9 | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.io.concurrency-limit=1.99 | it must be a whole number | Set one such as 16, or remove the key for the default
					metrics.max-operations=0.5 | it must be a whole number | Set one such as 16, or remove the key for the default
					executors.cpu.keep-alive=1500ms | it must be whole seconds | Set a duration such as 10s, or remove the key for the default; a number without a unit is milliseconds
					# Numbers that are too large
					executors.cpu.queue-capacity=99999999999 | it must be at most 10000000 | Set one such as 16, or remove the key for the default
					actuate.resize.cpu.max=99999999999,actuate.resize.cpu.min=1 | it must be at most 1000000 | Set one such as 16, or remove the key for the default
					retry.max-attempts=99999999999 | it must be at most 2147483647 | Set one such as 16, or remove the key for the default
					actuate.resize.cpu.max=1000001,actuate.resize.cpu.min=1 | it must be at most 1000000 | Set how many tasks are to run at once, such as 256, or remove the key for the default
					executors.io.retry-budget=Infinity | it must be finite | Set a share such as 0.1, one retry per ten tasks, or remove the key for no limit
					retry.multiplier=Infinity | it must be finite | Set 1 for delays that are all the same, or 2 to double them
					# Placeholders that lead nowhere
					fan-out.timeout=${futil.fan-out.timeout} | its placeholder stands for itself in the end | Set a value in the place of the placeholder, or remove the key for the default
					fan-out.timeout=${futil.fan-out.cancel-grace},fan-out.cancel-grace=${futil.fan-out.timeout} | its placeholder stands for itself in the end | Set a value in the place of the placeholder, or remove the key for the default
					""")
	void aWrongValue(String settings, String reason, String remedy) {
		Map<String, String> properties = properties(settings);
		String key = properties.keySet().iterator().next();
		String text = "Invalid value '" + properties.get(key) + "' for configuration property '" + key + "' (from ";
		String rest = "): " + reason + ".\n" + remedy + ".";
		assertThat(StartFailure.of(properties, Application.class))
			.isEqualTo(text + "\"" + key + "\" from property source \"test\"" + rest);
		// There, a number is one, and no text.
		StringBuilder yaml = new StringBuilder();
		properties.forEach((name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
		int column = key.length() + (String.valueOf(properties.get(key)).isEmpty() ? 2 : 3);
		assertThat(StartFailure.ofYaml(yaml.toString(), Application.class))
			.isEqualTo(text + "test.yml - 1:" + column + rest);
	}

	/** Settings of which the last does not exist. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					executors.io.concurency-limit=5 | futil.executors.io.concurrency-limit | futil.executors.io | EXECUTOR
					executors.io.concurrency=5 | futil.executors.io.concurrency-limit | futil.executors.io | EXECUTOR
					executors.io.core.size=5 | futil.executors.io.core-size | futil.executors.io | EXECUTOR
					executors.io.pool.core-size=5 | futil.executors.io.core-size | futil.executors.io | EXECUTOR
					executors.geocoder.max-pool-size=5 | futil.executors.geocoder.max-size | futil.executors.geocoder | EXECUTOR
					executors.io.shutdown.await-termination-period=5s | futil.executors.io.await-termination-period | futil.executors.io | EXECUTOR
					executors.io.queue-size=5 | - | futil.executors.io | EXECUTOR
					executors.io.timeout=5s | futil.fan-out.timeout | futil.executors.io | EXECUTOR
					executor.io.core-size=5 | futil.executors.io.core-size | futil | ROOT
					io.core-size=5 | futil.executors.<name>.core-size | futil | ROOT
					timeout=5s | futil.fan-out.timeout | futil | ROOT
					retries.max-attempts=5 | futil.retry.max-attempts | futil | ROOT
					something=5 | - | futil | ROOT
					enabled=false | - | futil | ROOT
					executors.io.enabled=false | - | futil.executors.io | EXECUTOR
					fan-out.grace=5s | futil.fan-out.cancel-grace | futil.fan-out | executor, timeout, cancel-grace, hedge-budget
					fan-out.max-attempts=5 | futil.retry.max-attempts | futil.fan-out | executor, timeout, cancel-grace, hedge-budget
					retry.attempts=5 | futil.retry.max-attempts | futil.retry | max-attempts, delay, multiplier, max-delay, jitter
					metrics.enable=5 | futil.metrics.enabled | futil.metrics | enabled, max-operations, task-observations
					context.request-attribute=true | futil.context.request-attributes | futil.context | request-attributes
					cluster.max-payload=1MB | futil.cluster.max-payload-size | futil.cluster | CLUSTER
					cluster.group=a | - | futil.cluster | CLUSTER
					actuate.permit=resize | - | futil.actuate | allow, resize
					actuate.resize.cpu.maximum=8 | - | futil.actuate.resize.cpu | min, max
					""")
	void anUnknownKey(String setting, String meant, String group, String known) {
		Map<String, String> properties = properties(setting);
		String key = properties.keySet().iterator().next();
		String all = switch (known) {
			case "EXECUTOR" -> "threads, concurrency-limit, queue-capacity, core-size, max-size, keep-alive, "
					+ "thread-name-prefix, caller-helps, await-termination-period, rate-limit, retry-budget";
			case "CLUSTER" -> "name, port, port-count, bind, members, capacity, run-on, local, hosting, "
					+ "member-timeout, max-payload-size, allowed-packages, allow-unfiltered";
			case "ROOT" -> "executors, fan-out, retry, metrics, context, actuate, cluster";
			default -> known;
		};
		assertThat(StartFailure.of(properties, Application.class)).isEqualTo("There is no configuration property '"
				+ key + "' (value '" + properties.get(key) + "', from \"" + key + "\" from property source \"test\").\n"
				+ ((meant != null) ? "Did you mean '" + meant + "'? " : "") + "Correct or remove it. Under '" + group
				+ "' there are: " + all + ".");
	}

	@Test
	void aKeyWithoutAValue() {
		assertThat(StartFailure.of(Map.of("futil.retry.delay", ""), Application.class))
			.isEqualTo("The configuration property 'futil.retry.delay' has no value "
					+ "(from \"futil.retry.delay\" from property source \"test\").\nGive it a value or remove it. "
					+ "Under 'futil.retry' there are: max-attempts, delay, multiplier, max-delay, jitter.");
		assertThat(StartFailure.of(Map.of("futil.actuate.resize.cpu.min", "1"), Application.class))
			.isEqualTo("There is no value for configuration property 'futil.actuate.resize.cpu.max': there have to be "
					+ "both a min and a max.\nSet it, or remove the other one for an executor that keeps its size.");
	}

	@Test
	void aListInThePlaceOfTheNames() {
		assertThat(StartFailure.of(Map.of("futil.executors[0].core-size", "4"), Application.class))
			.isEqualTo("Invalid value '0' for configuration property 'futil.executors.0'"
					+ " (from \"futil.executors[0].core-size\" from property source \"test\"): executors are a map of names,"
					+ " and this is a list.\nWrite the name of the executor in the place of the index, or of the dash in"
					+ " YAML, as in 'futil.executors.io.concurrency-limit'.");
	}

	@ParameterizedTest
	@CsvSource({ "myPool, my-pool", "geo_coder, geo-coder", "[my.pool], my-pool", "Db, db" })
	void aNameOfTheWrongForm(String name, String suggestion) {
		String plain = name.replaceAll("[\\[\\]]", "");
		assertThat(StartFailure.of(Map.of("futil.executors." + name + ".core-size", "4"), Application.class))
			.isEqualTo("Invalid value '" + plain + "' for configuration property 'futil.executors." + plain
					+ "' (from \"futil.executors." + name
					+ ".core-size\" from property source \"test\"): the name of an executor is a lower-case letter followed by lower-case letters, digits and"
					+ " dashes.\nRename it, for instance to '" + suggestion + "'.");
	}

	/** Letters that cannot be in a key are dropped from it, and so is the name. */
	@ParameterizedTest
	@CsvSource({ "größe, gr-e", "my pool, my-pool", "db/read, db-read", "my.pool, my-pool", "'[my pool]', my-pool" })
	void aNameOfTheWrongFormInYaml(String name, String suggestion) {
		String yaml = "futil:\n  executors:\n    io: {core-size: 3}\n    \"" + name + "\": {core-size: 4}\n";
		if (name.equals("my.pool")) {
			yaml = yaml.replace(name, "[" + name + "]");
		}
		String plain = name.replaceAll("[\\[\\]]", "");
		assertThat(StartFailure.ofYaml(yaml, Application.class))
			.startsWith("Invalid value '" + plain + "' for configuration property 'futil.executors." + plain
					+ "' (from test.yml - 4:")
			.endsWith("): the name of an executor is a lower-case letter followed by lower-case letters, digits and"
					+ " dashes.\nRename it, for instance to '" + suggestion + "'.");
	}

	@Test
	void aNameThatSpringLooksUp() {
		assertThat(StartFailure.of(Map.of("futil.executors.taskExecutor.core-size", "4"), Application.class))
			.isEqualTo("Invalid value 'taskExecutor' for configuration property 'futil.executors.taskExecutor' "
					+ "(from \"futil.executors.taskExecutor.core-size\" from property source \"test\"): "
					+ "Spring looks up a bean of this name for itself.\n"
					+ "Choose another name, or configure Spring's own under spring.task.");
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void virtualThreadsWithoutJava21() {
		assertThat(StartFailure.of(Map.of("futil.executors.io.threads", "virtual"), Application.class))
			.isEqualTo("Invalid value 'virtual' for configuration property 'futil.executors.io.threads' "
					+ "(from \"futil.executors.io.threads\" from property source \"test\"): "
					+ "virtual threads need Java 21 and this is Java " + Runtime.version().feature() + ".\n"
					+ "Run on Java 21 or later, or set it to platform or auto.");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsWithJava21StartAndPlatformKeysAreRefusedThere() throws Exception {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("futil.executors.db.threads", "virtual", "logging.level.root", "off"));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean("db", VirtualTaskExecutor.class)
				.submit(() -> Thread.currentThread().toString())
				.get()).startsWith("VirtualThread");
		}
		assertThat(StartFailure.of(Map.of("futil.executors.db.core-size", "4", "futil.executors.db.threads", "virtual"),
				Application.class))
			.isEqualTo("Invalid value '4' for configuration property 'futil.executors.db.core-size' "
					+ "(from \"futil.executors.db.core-size\" from property source \"test\"): "
					+ "executor 'db' has virtual threads, which know no such setting.\n"
					+ "Set concurrency-limit instead, or threads to platform.");
	}

	@Test
	void anInjectedExecutorThatIsNotThere() {
		assertThat(StartFailure.of(Map.of(), Application.class, Injecting.class))
			.isEqualTo(Injecting.class.getName() + " asks at method 'injected' parameter 0 by @FutilExecutor for "
					+ "executor 'oi'; there is no executor of that name; known are [applicationTaskExecutor, io, cpu]."
					+ "\nDid you mean 'io'? Name one of these, or add one of that name under futil.executors.");
	}

	@Test
	void aBeanThatIsNoExecutor() {
		assertThat(StartFailure.of(Map.of(), Application.class, OtherIo.class))
			.isEqualTo("Bean 'io' is no Executor but a java.lang.StringBuilder, and 'io' is the name of an executor of "
					+ "futil.\nRename the bean 'io', or make it an Executor, which is then used in the place of "
					+ "futil's.");
	}

	@Test
	void anExecutorOfTheNameOfABean() {
		assertThat(StartFailure.of(Map.of("futil.executors.geocoder.threads", "platform"), Application.class,
				Geocoding.class))
			.isEqualTo("Invalid value 'geocoder' for configuration property 'futil.executors.geocoder' "
					+ "(from \"futil.executors.geocoder.threads\" from property source \"test\"): there is a bean of "
					+ "that name, and it is no Executor but a java.lang.StringBuilder.\nGive the executor another name, "
					+ "or the bean, or make the bean an Executor, which is then used in the place of futil's.");
	}

	@ParameterizedTest
	@CsvSource({ "DiscardPolicy", "DiscardOldestPolicy" })
	void aDefaultExecutorThatDropsTasks(String policy) {
		assertThat(StartFailure.of(Map.of("futil.fan-out.executor", policy), Application.class, Dropping.class))
			.isEqualTo("Invalid value '" + policy + "' for configuration property 'futil.fan-out.executor' "
					+ "(from \"futil.fan-out.executor\" from property source \"test\"): Executor '" + policy
					+ "' has a " + policy + ": it drops tasks silently and a call would wait for them for ever. "
					+ "Use AbortPolicy or CallerRunsPolicy.\nChange the bean '" + policy
					+ "', or set another executor.");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void asPrinted(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(Map.of("futil.fan-out.executor", "oi", "logging.level.root", "error"));
		assertThatException().isThrownBy(application::run);
		assertThat(output.toString().replace("\r\n", "\n")).contains("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Invalid value 'oi' for configuration property 'futil.fan-out.executor' \
				(from "futil.fan-out.executor" from property source "defaultProperties"): \
				there is no executor of that name; known are [io, cpu, applicationTaskExecutor].

				Action:

				Did you mean 'io'? Set one of these, or add one of that name under futil.executors.
				""");
	}

	private static Map<String, String> properties(String settings) {
		Map<String, String> properties = new LinkedHashMap<>();
		for (String setting : settings.split(",")) {
			int equals = setting.indexOf('=');
			properties.put("futil." + setting.substring(0, equals), setting.substring(equals + 1));
		}
		return properties;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Injecting {

		@Bean
		StringBuilder injected(@FutilExecutor("oi") TaskExecutor executor) {
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherIo {

		@Bean
		StringBuilder io() {
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Geocoding {

		@Bean
		StringBuilder geocoder() {
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Dropping {

		@Bean("DiscardPolicy")
		ThreadPoolTaskExecutor newest() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
			return executor;
		}

		@Bean("DiscardOldestPolicy")
		Executor oldest() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
			return executor;
		}

	}

}

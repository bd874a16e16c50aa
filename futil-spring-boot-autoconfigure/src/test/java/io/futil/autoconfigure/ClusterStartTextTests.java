package io.futil.autoconfigure;

import java.util.Map;
import java.util.concurrent.Executor;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.BuildInfoProvider;
import io.futil.LogReader;
import io.futil.retry.ParallelRetryable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sentences, word by word, that a failed start with a cluster prints.
 */
class ClusterStartTextTests {

	private static final Map<String, String> CLUSTER = Map.of("futil.executors.reports.threads", "cluster");

	private static final String REMEDY = "Call fanOut.on(\"reports\") with methods of beans, as ClusterTasks.bean takes"
			+ " them, annotate the method with @ParallelRetryable(executor = \"reports\"), or name an executor with"
			+ " threads of this application.";

	private static final String CANNOT_TRAVEL = ", but executor 'reports' runs its tasks on a cluster, and code that is"
			+ " handed to it cannot travel.\n";

	@Test
	void withoutHazelcast() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader(HazelcastInstance.class))
			.withConfiguration(
					AutoConfigurations.of(FutilExecutorsAutoConfiguration.class, FutilClusterAutoConfiguration.class))
			.withPropertyValues("futil.executors.reports.threads=cluster")
			.run((context) -> assertThat(context).getFailure()
				.hasMessage("Invalid value 'cluster' for 'futil.executors.reports.threads': a cluster needs Hazelcast,"
						+ " and that is not on the class path. Add a dependency on com.hazelcast:hazelcast, version "
						+ BuildInfoProvider.getBuildInfo().getVersion() + ", or set it to auto."));
	}

	@Test
	void aRunOnThatIsNotThere() {
		assertThat(StartFailure.of(Map.of("futil.executors.reports.threads", "cluster", "futil.cluster.run-on", "cpus"),
				Application.class, Elsewhere.class))
			.isEqualTo("Invalid value 'cpus' for configuration property 'futil.cluster.run-on' (from"
					+ " \"futil.cluster.run-on\" from property source \"test\"): there is no executor of that name;"
					+ " known are [io, cpu, applicationTaskExecutor].\nDid you mean 'cpu'? Set one of these, or add one"
					+ " of that name under futil.executors.");
	}

	@Test
	void anInjectedExecutor() {
		assertThat(StartFailure.of(CLUSTER, Application.class, Elsewhere.class, Injecting.class))
			.isEqualTo(Injecting.class.getName() + " asks at method 'injected' parameter 0 for executor 'reports'"
					+ CANNOT_TRAVEL + REMEDY);
		assertThat(StartFailure.of(CLUSTER, Application.class, Elsewhere.class, Qualifying.class))
			.isEqualTo(Qualifying.class.getName() + " asks at method 'injected' parameter 0 for executor 'reports'"
					+ CANNOT_TRAVEL + REMEDY);
	}

	@Test
	void anExecutorThatIsLookedUp() {
		assertThat(StartFailure.of(CLUSTER, Application.class, Elsewhere.class, LookingUp.class))
			.isEqualTo("Somebody asks for bean 'reports' as a java.util.concurrent.Executor" + CANNOT_TRAVEL + REMEDY);
	}

	@Test
	void anAsyncMethod() {
		assertThat(StartFailure.of(CLUSTER, Application.class, Elsewhere.class, AsyncApplication.class))
			.isEqualTo("@Async names executor 'reports' on " + Asynchronous.class.getName() + ".render" + CANNOT_TRAVEL
					+ REMEDY);
	}

	@Test
	void anAsyncMethodThatIsRetriedOnTheCluster() {
		String sentence = "@Async and @ParallelRetryable are both on " + Both.class.getName()
				+ ".render, and executor 'reports' runs its tasks on a cluster: each member would send the call on,"
				+ " without an end.\nRemove @Async, and let the method return a CompletableFuture if its caller is not"
				+ " to wait.";
		assertThat(StartFailure.of(CLUSTER, Application.class, Elsewhere.class, BothApplication.class))
			.isEqualTo(sentence);
		assertThat(StartFailure.of(Map.of("futil.executors.reports.threads", "cluster", "futil.fan-out.executor",
				"reports", "app.executor", ""), Application.class, Elsewhere.class, BothApplication.class))
			.isEqualTo(sentence);
	}

	@Test
	void anAsyncMethodOfAnotherExecutorIsNoneOfOurBusiness() {
		runner().withUserConfiguration(Elsewhere.class, AsyncApplication.class)
			.withPropertyValues("app.executor=io")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void anInstanceThatDeserialisesAnything() {
		String sentence = "Hazelcast instance 'theirs' deserialises any class: it has no allow-list in its"
				+ " JavaSerializationFilterConfig.\nSet one, as with config.getSerializationConfig()"
				+ ".setJavaSerializationFilterConfig(new JavaSerializationFilterConfig()), which allows Java's classes"
				+ " and Hazelcast's, or futil.cluster.allow-unfiltered to true if nobody else can reach its ports.";
		assertThat(StartFailure.of(CLUSTER, Application.class, Unfiltered.class)).isEqualTo(sentence);
		assertThat(StartFailure.of(CLUSTER, Application.class, DenyList.class)).isEqualTo(sentence);
	}

	@Test
	void anInstanceThatDeserialisesAnythingWhereThatIsMeant() {
		try (LogReader log = new LogReader("io.futil.cluster")) {
			runner().withUserConfiguration(Unfiltered.class)
				.withPropertyValues("futil.cluster.allow-unfiltered=true")
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(log.lines()).containsExactly("WARN Hazelcast instance 'theirs' deserialises any class: it has no"
					+ " allow-list in its JavaSerializationFilterConfig. futil.cluster.allow-unfiltered says that this"
					+ " is meant: whoever reaches its ports can run code here");
		}
	}

	@Test
	void aVersionWithHoles() {
		assertThat(StartFailure.of(CLUSTER, Application.class, Old.class))
			.isEqualTo("Hazelcast 5.3.4 is on the class path, which lets others run what they may not.\n"
					+ "Set the version of com.hazelcast:hazelcast to 5.3.5 or later, such as 5.7.0.");
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
							FutilFanOutAutoConfiguration.class, FutilClusterAutoConfiguration.class))
			.withPropertyValues("futil.executors.reports.threads=cluster");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, FutilExecutorsAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilClusterAutoConfiguration.class })
	static class Application {

	}

	/** What would otherwise be a member of its own, at ports of this machine. */
	@Configuration(proxyBeanMethods = false)
	static class Elsewhere {

		@Bean
		HazelcastInstance instance() {
			return StubInstance.of("5.7.0", new JavaSerializationFilterConfig());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unfiltered {

		@Bean
		HazelcastInstance instance() {
			return StubInstance.of("5.7.0", null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DenyList {

		@Bean
		HazelcastInstance instance() {
			return StubInstance.of("5.7.0", new JavaSerializationFilterConfig().setDefaultsDisabled(true)
				.setBlacklist(new ClassFilter().addClasses("com.example.Gadget")));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Old {

		@Bean
		HazelcastInstance instance() {
			return StubInstance.of("5.3.4", new JavaSerializationFilterConfig());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Injecting {

		@Bean
		StringBuilder injected(@FutilExecutor("reports") TaskExecutor executor) {
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Qualifying {

		@Bean
		StringBuilder injected(@Qualifier("reports") Executor executor) {
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LookingUp {

		@Bean
		StringBuilder looking(ApplicationContext context) {
			context.getBean("reports", Executor.class);
			return new StringBuilder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class AsyncApplication {

		@Bean
		Asynchronous asynchronous() {
			return new Asynchronous();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class BothApplication {

		@Bean
		Both both() {
			return new Both();
		}

	}

	static class Both {

		@Async("io")
		@ParallelRetryable(executor = "${app.executor:reports}")
		public void render() {
		}

	}

	static class Asynchronous {

		@Async("${app.executor:reports}")
		void render() {
		}

	}

}

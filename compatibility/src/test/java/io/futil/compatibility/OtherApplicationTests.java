package io.futil.compatibility;

import java.util.List;
import java.util.Map;

import io.futil.cluster.ClusterMembers;
import io.futil.compatibility.application.FreePort;
import io.futil.compatibility.application.Plain;
import io.futil.compatibility.retry.Misplaced;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.TaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Applications that say less, or something wrong. None of them was processed ahead of
 * time.
 */
@Tag("other-application")
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class OtherApplicationTests {

	@Test
	void whoAsksForNoHealthHasNone() {
		try (ConfigurableApplicationContext context = start(Map.of(), Plain.class)) {
			assertThat(context.containsBean("fanoutHealthIndicator")).isFalse();
			assertThat(context.containsBean("futilKnownExecutors")).isFalse();
		}
	}

	@Test
	void whatSpringBootHasIsAsItWas() {
		try (ConfigurableApplicationContext context = start(Map.of(), Plain.class)) {
			assertThat(context.getBean(TaskExecutor.class)).isSameAs(context.getBean("applicationTaskExecutor"));
			assertThat(context.getBean(Plain.Named.class).executor()).isSameAs(context.getBean("io"));
		}
	}

	@Test
	void itGoesWithTheVirtualThreadsOfSpringBoot() {
		try (ConfigurableApplicationContext context = start(Map.of("spring.threads.virtual.enabled", true),
				Plain.class)) {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			for (String executor : List.of("io", "cpu", "applicationTaskExecutor")) {
				assertThat(fanOut.on(executor).map(List.of(1, 2), (item) -> item + 1)).containsExactly(2, 3);
			}
			assertThat(context.getBean("applicationTaskExecutor").getClass().getSimpleName())
				.isEqualTo(Running.hasVirtualThreads() ? "SimpleAsyncTaskExecutor" : "ThreadPoolTaskExecutor");
		}
	}

	@Test
	void aWrongKeyStopsTheStartAndIsExplained(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Map.of("futil.executors.io.concurrency", 3), Plain.class).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There is no configuration property 'futil.executors.io.concurrency'");
	}

	@Test
	void aWrongValueStopsTheStartAndIsExplained(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Map.of("futil.executors.io.concurrency-limit", 0), Plain.class).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Invalid value '0' for configuration property 'futil.executors.io.concurrency-limit'");
	}

	@Test
	void anAnnotatedMethodThatCannotBeRetriedStopsTheStartAndIsExplained(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Map.of(), Plain.class, Misplaced.class).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(Cell.has(Partner.SPRING_RETRY) ? "there is no executor of that name"
					: "Add a dependency on org.springframework.retry:spring-retry");
	}

	@Test
	void aClusterWithoutHazelcastStopsTheStartAndIsExplained(CapturedOutput output) {
		int port = FreePort.find();
		Map<String, Object> cluster = Map.of("futil.executors.reports.threads", "cluster", "futil.cluster.name",
				"other-" + port, "futil.cluster.port", port, "futil.cluster.members", "127.0.0.1:" + port);
		if (Cell.has(Partner.HAZELCAST)) {
			try (ConfigurableApplicationContext context = start(cluster, Plain.class)) {
				assertThat(context.getBean(ClusterMembers.class).all()).hasSize(1);
			}
		}
		else {
			assertThatException().isThrownBy(() -> start(cluster, Plain.class).close());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("a cluster needs Hazelcast, and that is not on the class path")
				.contains("Add a dependency on com.hazelcast:hazelcast, version 5.7.0");
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... sources) {
		SpringApplication application = new SpringApplication(sources);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(properties);
		return application.run("--spring.config.name=none", "--spring.main.banner-mode=off",
				"--logging.level.root=error");
	}

}

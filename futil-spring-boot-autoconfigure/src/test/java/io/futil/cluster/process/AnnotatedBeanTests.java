package io.futil.cluster.process;

import java.io.IOException;
import java.util.List;

import io.futil.fanout.FanOutException;
import io.futil.retry.ParallelRetryable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotated methods that are called through interfaces: on a cluster of one they do what
 * they do on threads of this virtual machine.
 */
@Timeout(120)
class AnnotatedBeanTests {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		int port = ProcessCluster.freePort();
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(List
				.of("spring.main.banner-mode=off", "spring.jmx.enabled=false", "logging.level.root=warn",
						"spring.aop.proxy-target-class=false", "futil.executors.reports.threads=cluster",
						"futil.cluster.name=annotated-" + port, "futil.cluster.port=" + port,
						"futil.cluster.members=127.0.0.1:" + port)
				.toArray(String[]::new))
			.run();
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	/** Both have the method from one interface, and one of them is the primary bean. */
	@Test
	void theBeanThatIsCalledIsTheOneThatRuns() {
		assertThat(context.getBean(First.class).name(1)).isEqualTo("first");
		assertThat(context.getBean(Second.class).name(1)).isEqualTo("second");
	}

	@Test
	void whatAMethodThrowsItselfIsNotTakenForWhatTheEngineHasWrapped() {
		assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> context.getBean(Second.class).nested(1))
			.withMessage("a call of its own")
			.withCauseInstanceOf(IOException.class);
	}

	/** What both have. */
	interface Named {

		String name(int number);

	}

	/** The one. */
	interface First extends Named {

	}

	/** The other. */
	interface Second extends Named {

		String nested(int number);

	}

	static class FirstService implements First {

		@Override
		@ParallelRetryable(executor = "reports")
		public String name(int number) {
			return "first";
		}

	}

	static class SecondService implements Second {

		@Override
		@ParallelRetryable(executor = "reports")
		public String name(int number) {
			return "second";
		}

		@Override
		@ParallelRetryable(executor = "reports", maxAttempts = 1)
		public String nested(int number) {
			throw new FanOutException("a call of its own", new IOException("disk"));
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@Primary
		First first() {
			return new FirstService();
		}

		@Bean
		Second second() {
			return new SecondService();
		}

	}

}

package io.futil.cluster.process;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * An application that is a member of a cluster: here in the test's own virtual machine,
 * or as a process that a test has started.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Numbers.class, RetriedNumbers.class })
public class ClusterApplication {

	static final String READY = "member is ready";

	/**
	 * Run a member until its input ends, as it does when the test is gone.
	 * @param args settings of the application
	 */
	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext context = start(args)) {
			System.out.println(READY);
			while (System.in.read() >= 0) {
				// On, until whoever has started it is gone.
			}
		}
	}

	static ConfigurableApplicationContext start(String... args) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(ClusterApplication.class)
			.web(WebApplicationType.NONE);
		// With the end of an application ends what other tests in this virtual machine
		// log.
		builder.application()
			.setListeners(builder.application()
				.getListeners()
				.stream()
				.filter((listener) -> !(listener instanceof LoggingApplicationListener))
				.toList());
		return builder
			.properties("spring.main.banner-mode=off", "spring.jmx.enabled=false", "logging.level.root=warn",
					"futil.executors.reports.threads=cluster", "futil.executors.cpu.core-size=4")
			.run(args);
	}

}

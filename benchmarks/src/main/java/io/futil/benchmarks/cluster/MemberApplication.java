package io.futil.benchmarks.cluster;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * A member of the cluster: the sender in this JVM, or a worker in its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Labour.class)
class MemberApplication {

	static final String READY = "worker is ready";

	/** How a worker runs, until its input ends as its parent does. */
	public static void main(String[] args) throws Exception {
		try (ConfigurableApplicationContext context = start(Integer.parseInt(args[0]), Map.of())) {
			System.out.println(READY);
			while (System.in.read() >= 0) {
				// On, until whoever has started it is gone.
			}
		}
	}

	static ConfigurableApplicationContext start(int port, Map<String, Object> settings) {
		SpringApplication application = new SpringApplication(MemberApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		Map<String, Object> all = new HashMap<>(Map.of("logging.level.root", "error", "futil.cluster.name",
				"figures-" + port, "futil.cluster.port", port, "futil.cluster.port-count", 50, "futil.cluster.members",
				"127.0.0.1:" + port, "futil.cluster.allowed-packages", "io.futil.benchmarks",
				"futil.executors.cpu.core-size", 2, "futil.executors.remote.threads", "cluster"));
		all.putAll(settings);
		application.setDefaultProperties(all);
		return application.run();
	}

}

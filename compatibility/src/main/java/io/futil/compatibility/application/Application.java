package io.futil.compatibility.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.futil.compatibility.retry.Retried;
import io.futil.compatibility.retry.RetriedElsewhere;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;

/**
 * The application of each cell, with what the partners that are there need of an
 * application.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Audited.class, Clustered.class, Metered.class, Retried.class, RetriedElsewhere.class, Served.class })
public class Application {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	public static void main(String[] args) {
		start(args);
	}

	/**
	 * Start it, with virtual threads where Java has them, and as a cluster of one where
	 * Hazelcast is.
	 */
	public static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setMainApplicationClass(Application.class);
		List<String> profiles = new ArrayList<>();
		if (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS) {
			profiles.add("virtual");
		}
		if (ClassUtils.isPresent("com.hazelcast.core.HazelcastInstance", Application.class.getClassLoader())) {
			profiles.add("cluster");
			application.setDefaultProperties(Map.of("futil.cluster.port", FreePort.find()));
		}
		application.setAdditionalProfiles(profiles.toArray(String[]::new));
		return application.run(args);
	}

}

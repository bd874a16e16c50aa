package io.futil.compatibility.application;

import io.futil.compatibility.retry.Retried;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The application of each cell, with what the partners that are there need of an
 * application.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Audited.class, Metered.class, Retried.class, Served.class })
public class Application {

	private static final int FIRST_JAVA_WITH_VIRTUAL_THREADS = 21;

	public static void main(String[] args) {
		start(args);
	}

	/** Start it, with virtual threads where Java has them. */
	public static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setMainApplicationClass(Application.class);
		if (Runtime.version().feature() >= FIRST_JAVA_WITH_VIRTUAL_THREADS) {
			application.setAdditionalProfiles("virtual");
		}
		return application.run(args);
	}

}

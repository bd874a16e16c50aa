package io.futil.compatibility;

import java.util.List;

import org.springframework.util.ClassUtils;

/**
 * What futil goes with and can do without: how one sees that it is there, and what its
 * jars are called.
 */
enum Partner {

	ACTUATOR("spring-boot-(starter-)?(actuator|health|micrometer).*",
			"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration"),

	MICROMETER("micrometer-core.*", "io.micrometer.core.instrument.MeterRegistry"),

	OBSERVATION("micrometer-.*", "io.micrometer.observation.ObservationRegistry"),

	CONTEXT_PROPAGATION("context-propagation.*", "io.micrometer.context.ContextRegistry"),

	SPRING_RETRY("spring-retry.*", "org.springframework.retry.support.RetryTemplate"),

	SPRING_SECURITY("spring-security.*", "org.springframework.security.core.context.SecurityContextHolder"),

	HAZELCAST("hazelcast.*", "com.hazelcast.core.HazelcastInstance"),

	TRANSACTIONS("spring-tx.*", "org.springframework.transaction.support.TransactionSynchronizationManager"),

	WEB("spring-web.*|tomcat.*|spring-boot-(starter-)?(web|tomcat|servlet|jackson|json).*",
			"org.springframework.web.servlet.DispatcherServlet", "jakarta.servlet.Servlet"),

	JSPECIFY("jspecify.*", "org.jspecify.annotations.Nullable");

	private final String jars;

	private final List<String> classes;

	Partner(String jars, String... classes) {
		this.jars = jars;
		this.classes = List.of(classes);
	}

	boolean isPresent() {
		return this.classes.stream().allMatch(Partner::isPresent);
	}

	boolean isAbsent() {
		return this.classes.stream().noneMatch(Partner::isPresent)
				&& ClassPath.jars().stream().noneMatch((jar) -> jar.matches(this.jars));
	}

	private static boolean isPresent(String type) {
		return ClassUtils.isPresent(type, Partner.class.getClassLoader());
	}

}

package io.futil.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * The main class of the JVM whose start is measured: an application that has nothing of
 * its own, and knows nothing of futil. Prints how long the start took and what is there
 * behind it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StartedApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(StartedApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		long start = System.nanoTime();
		try (ConfigurableApplicationContext context = application.run()) {
			double millis = (System.nanoTime() - start) / 1e6;
			long sinceStart = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
			System.out.printf(Locale.ROOT, "started\t%d\t%.1f\t%d\t%d\t%d%n", sinceStart, millis,
					ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount(),
					context.getBeanDefinitionCount(), ManagementFactory.getThreadMXBean().getThreadCount());
		}
	}

}

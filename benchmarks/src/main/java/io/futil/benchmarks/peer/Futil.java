package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;

/**
 * futil as an application gets it: an executor from properties and the template bean of a
 * context that the starter has configured.
 */
final class Futil implements Mapper {

	private final ConfigurableApplicationContext context;

	private final FanOutOperations fanOut;

	/** Without a meter registry, as in an application that has none. */
	Futil(Workers workers) {
		this(workers, Map.of(), Application.class);
	}

	/** With a meter registry and an observation registry. */
	Futil(Workers workers, boolean metrics) {
		this(workers, Map.of("futil.metrics.enabled", metrics), Metered.class);
	}

	private Futil(Workers workers, Map<String, Object> properties, Class<?> configuration) {
		SpringApplication application = new SpringApplication(configuration);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		Map<String, Object> all = new HashMap<>(properties(workers));
		all.putAll(properties);
		application.setDefaultProperties(all);
		this.context = application.run();
		this.fanOut = this.context.getBean(FanOutTemplate.class).on(workers.virtual() ? "io" : "cpu");
	}

	private static Map<String, Object> properties(Workers workers) {
		return Map.of("logging.level.root", "warn",
				workers.virtual() ? "futil.executors.io.concurrency-limit" : "futil.executors.cpu.core-size",
				workers.count());
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return this.fanOut.map(items, work);
	}

	@Override
	public <T, R> void asCompleted(Iterable<T> items, Work<T, R> work, Consumer<R> consumer) {
		try (Stream<TaskResult<T, R>> results = this.fanOut.asCompleted(items, work)) {
			results.forEach((result) -> consumer.accept(result.value()));
		}
	}

	@Override
	public <T, R> List<R> mapWithRetry(List<T> items, Work<T, R> work, Duration backOff) {
		return this.fanOut.retry(RetrySettings.maxAttempts(3).delay(backOff).multiplier(1)).map(items, work);
	}

	@Override
	public <R> R race(Duration delay, Callable<R> first, Callable<R> second) {
		return this.fanOut.hedge(delay).firstSuccess(Tasks.of("first", first).and("second", second)).value();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * An application that has the starter and nothing else.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * An application that has the starter and what Actuator brings for it to measure.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Metered {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observationRegistry(MeterRegistry meters) {
			ObservationRegistry observations = ObservationRegistry.create();
			observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
			return observations;
		}

	}

}

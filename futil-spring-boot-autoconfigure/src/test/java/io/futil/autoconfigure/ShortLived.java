package io.futil.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.Tasks;
import io.futil.retry.ParallelRetryable;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.MDC;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.annotation.Backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with all that futil goes with, which makes some calls and ends.
 */
final class ShortLived {

	private static final List<Integer> ITEMS = List.of(1, 2, 3);

	private final FanOutOperations fanOut;

	private final Flaky flaky;

	private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

	private ShortLived(FanOutOperations fanOut, Flaky flaky) {
		this.fanOut = fanOut;
		this.flaky = flaky;
	}

	static ConfigurableApplicationContext start(MeterRegistry registry) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		// As an application has it, for values in lower case.
		context.getEnvironment().setConversionService(new ApplicationConversionService());
		TestPropertyValues
			.of("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=fanout",
					"management.health.fanout.enabled=true", "futil.executors.platform.threads=platform",
					"futil.executors.platform.core-size=2", "futil.executors.platform.rate-limit=1000/s")
			.applyTo(context);
		context.getBeanFactory().registerSingleton("outlivingRegistry", registry);
		context.register(Application.class);
		context.refresh();
		return context;
	}

	Set<Thread> workers() {
		return this.workers;
	}

	/** Calls of all kinds on each executor. */
	void call() throws Exception {
		MDC.put("call", "1");
		try {
			for (String executor : List.of("io", "cpu", "platform")) {
				callOn(this.fanOut.on(executor));
			}
			assertThat(this.flaky.call().get()).isEqualTo("attempt 2");
		}
		finally {
			MDC.clear();
		}
		// It has helped.
		this.workers.remove(Thread.currentThread());
	}

	private void callOn(FanOutOperations on) {
		assertThat(on.timeout(Duration.ofHours(1)).taskTimeout(Duration.ofHours(1)).map(ITEMS, this::work))
			.isEqualTo(ITEMS);
		assertThat(on.hedge(Duration.ofHours(1)).firstSuccess(Tasks.of("one", () -> work(1))).value()).isOne();
		AtomicInteger attempts = new AtomicInteger();
		on.retry(RetrySettings.maxAttempts(2).delay(Duration.ofMillis(1))).forEach(List.of(1), (item) -> {
			work(item);
			if (attempts.incrementAndGet() == 1) {
				throw new IOException();
			}
		});
		CountDownLatch started = new CountDownLatch(1);
		FanOutFuture<List<Integer>> cancelled = on.async().map(List.of(1), (item) -> {
			started.countDown();
			return forEver(item);
		});
		await(started);
		cancelled.cancel(true);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(cancelled::join);
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> on.timeout(Duration.ofMillis(1)).map(ITEMS, this::forEver));
	}

	private Integer work(Integer item) {
		this.workers.add(Thread.currentThread());
		return item;
	}

	private Integer forEver(Integer item) throws InterruptedException {
		work(item);
		new CountDownLatch(1).await();
		return item;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TaskExecutionAutoConfiguration.class, JmxAutoConfiguration.class,
			AopAutoConfiguration.class, EndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			TaskExecutorMetricsAutoConfiguration.class, ObservationAutoConfiguration.class,
			FutilExecutorsAutoConfiguration.class, FutilContextAutoConfiguration.class,
			FutilFanOutAutoConfiguration.class, FutilMetricsAutoConfiguration.class, FutilRetryAutoConfiguration.class,
			FutilActuateAutoConfiguration.class, FutilHealthAutoConfiguration.class })
	static class Application {

		@Bean
		ShortLived shortLived(FanOutOperations fanOut, Flaky flaky) {
			return new ShortLived(fanOut, flaky);
		}

		@Bean
		Flaky flaky() {
			return new Flaky();
		}

	}

	static class Flaky {

		private final AtomicInteger attempts = new AtomicInteger();

		@ParallelRetryable(executor = "io", maxAttempts = 2, backoff = @Backoff(delay = 1))
		CompletableFuture<String> call() throws IOException {
			if (this.attempts.incrementAndGet() == 1) {
				throw new IOException();
			}
			return CompletableFuture.completedFuture("attempt " + this.attempts.get());
		}

	}

}

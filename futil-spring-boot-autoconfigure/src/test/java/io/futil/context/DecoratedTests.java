package io.futil.context;

import java.util.List;
import java.util.stream.IntStream;

import io.futil.autoconfigure.FutilContextAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a task decorator of the application sets, beside what the caller has.
 */
class DecoratedTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FutilContextAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
		.withBean(TaskDecorator.class, () -> (task) -> () -> {
			MDC.put("pool", "ours");
			try {
				task.run();
			}
			finally {
				MDC.remove("pool");
			}
		});

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "io", "cpu" })
	void whatADecoratorSetsComesOnTopOfWhatTheCallerHas(String executor) {
		this.runner.run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutTemplate.class).on(executor);
			MDC.put("shipment", "4711");
			List<String> seen = fanOut.map(IntStream.range(0, 1_000).boxed().toList(), (item) -> {
				String found = MDC.get("shipment") + MDC.get("pool") + MDC.get("left");
				MDC.put("left", "behind");
				MDC.put("pool", "changed");
				return found;
			});
			assertThat(seen).containsOnly("4711oursnull");
			assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("shipment");
			MDC.clear();
			assertThat(fanOut.map(List.of(1), (item) -> MDC.get("shipment") + MDC.get("pool")))
				.containsExactly("nullours");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "io", "cpu" })
	void fallbacksHaveItToo(String executor) {
		this.runner.run((context) -> {
			MDC.put("shipment", "4711");
			assertThat(context.getBean(FanOutTemplate.class).on(executor).mapOrElse(List.of(1), (item) -> {
				throw new IllegalStateException();
			}, (item, failure) -> MDC.get("shipment") + MDC.get("pool"))).containsExactly("4711ours");
		});
	}

}

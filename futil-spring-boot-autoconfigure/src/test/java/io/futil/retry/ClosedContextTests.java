package io.futil.retry;

import java.util.Collection;
import java.util.List;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is called when the application is closed, or about to be, is refused, whether it
 * was called before or not.
 */
class ClosedContextTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callsAreRefused(boolean usedBefore) {
		Contexts.runner().withBean(Service.class).run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			Service service = context.getBean(Service.class);
			if (usedBefore) {
				assertThat(fanOut.map(List.of(1), (item) -> item)).containsExactly(1);
				assertThat(service.value()).isEqualTo("value");
				assertThat(service.batch(List.of("item"))).containsExactly("item");
			}
			context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> fanOut.map(List.of(1), (item) -> item))
				.withMessageContaining("'io'")
				.withMessageContaining(usedBefore ? "shut down" : "closed");
			assertThatExceptionOfType(FanOutRejectedException.class).isThrownBy(service::value);
			assertThatExceptionOfType(FanOutRejectedException.class).isThrownBy(() -> service.batch(List.of("item")));
		});
	}

	@Test
	void soTheyAreInABeanThatIsDestroyed() {
		Contexts.runner().withBean(Service.class).withBean(Last.class).run((context) -> {
			Last last = context.getBean(Last.class);
			last.fanOut = context.getBean(FanOutOperations.class);
			last.service = context.getBean(Service.class);
			context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
			assertThat(last.refused).isEqualTo(2);
		});
	}

	static class Service {

		@ParallelRetryable
		public String value() {
			return "value";
		}

		@ParallelRetryable(batchSize = 2)
		public List<String> batch(Collection<String> items) {
			return List.copyOf(items);
		}

	}

	static class Last implements DisposableBean {

		private FanOutOperations fanOut;

		private Service service;

		private int refused;

		@Override
		public void destroy() {
			assertThatExceptionOfType(FanOutRejectedException.class)
				.isThrownBy(() -> this.fanOut.map(List.of(1), (item) -> item));
			this.refused++;
			assertThatExceptionOfType(FanOutRejectedException.class).isThrownBy(this.service::value);
			this.refused++;
		}

	}

}

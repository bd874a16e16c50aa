package io.futil.retry;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.retry.annotation.Recover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotated beans of which there are many.
 */
class PrototypeTests {

	private static final int MANY = 100_000;

	private static final int WATCHED = 1_000;

	private final ApplicationContextRunner runner = Contexts.runner()
		.withBean(Named.class, Named::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));

	@Test
	void eachInstanceFallsBackOnItself() {
		this.runner.run((context) -> {
			Named first = context.getBean(Named.class).name("first");
			Named second = context.getBean(Named.class).name("second");
			assertThat(first.value(1)).isEqualTo("recovered by first");
			assertThat(second.value(2)).isEqualTo("recovered by second");
			assertThat(first.value(3)).isEqualTo("recovered by first");
		});
	}

	@Test
	void manyInstancesLeaveNothingBehind() {
		this.runner.run((context) -> {
			List<WeakReference<Named>> watched = used(context);
			long start = System.nanoTime();
			while (watched.stream().anyMatch((reference) -> reference.get() != null)) {
				assertThat(System.nanoTime() - start).as("waited for the collector")
					.isLessThan(TimeUnit.SECONDS.toNanos(Attempts.LIMIT_SECONDS));
				System.gc();
			}
		});
	}

	private static List<WeakReference<Named>> used(ApplicationContext context) throws IOException {
		List<WeakReference<Named>> watched = new ArrayList<>();
		AutowireCapableBeanFactory beanFactory = context.getAutowireCapableBeanFactory();
		for (int i = 0; i < MANY; i++) {
			// The last steps of making a bean, in which it gets its proxy.
			Named target = new Named().name("name");
			Named bean = (Named) beanFactory.initializeBean(target, "named");
			if (i % (MANY / WATCHED) == 0) {
				assertThat(bean.value(i)).isEqualTo("recovered by name");
				watched.add(new WeakReference<>(target));
			}
		}
		return watched;
	}

	static class Named {

		private String name = "";

		Named name(String name) {
			this.name = name;
			return this;
		}

		@ParallelRetryable(maxAttempts = 2)
		String value(int argument) throws IOException {
			throw new IOException();
		}

		@Recover
		String recovered(IOException failure) {
			return "recovered by " + this.name;
		}

	}

}

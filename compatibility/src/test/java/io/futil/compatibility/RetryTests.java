package io.futil.compatibility;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.futil.compatibility.retry.Retried;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotated methods, of each shape, if Spring Retry is there.
 */
@Timeout(120)
class RetryTests {

	@Test
	void methodsOfEachShapeAreTriedAgain() throws Exception {
		assertThat(Running.context().containsBean("flaky")).isEqualTo(Cell.has(Partner.SPRING_RETRY));
		assertThat(Running.context().containsBean("futilRetryDriver")).isEqualTo(Cell.has(Partner.SPRING_RETRY));
		if (Cell.has(Partner.SPRING_RETRY)) {
			Retried.Flaky flaky = Running.context().getBean(Retried.Flaky.class);
			assertThat(flaky.later(4).get(30, TimeUnit.SECONDS)).isEqualTo(4);
			assertThat(flaky.now(3)).isEqualTo(3);
			assertThat(flaky.batches(List.of("a", "b", "bad", "c", "d"))).containsExactly("a/2", "b/2", "recovered",
					"recovered", "d/1");
		}
	}

}

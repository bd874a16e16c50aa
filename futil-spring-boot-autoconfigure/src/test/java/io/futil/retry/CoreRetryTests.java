package io.futil.retry;

import java.io.IOException;
import java.time.Duration;

import io.futil.fanout.spi.RetryStrategy;
import io.futil.fanout.spi.TaskRetry;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CoreRetry}.
 */
class CoreRetryTests {

	@Test
	void thePolicyDecidesAndItsBackOffIsToldInsteadOfSlept() {
		RetryStrategy strategy = CoreRetry
			.of(RetryPolicy.builder().maxRetries(3).delay(Duration.ofHours(1)).multiplier(2).build());
		TaskRetry task = strategy.begin();
		TaskRetry other = strategy.begin();
		assertThat(task.next(new IOException())).isEqualTo(Duration.ofHours(1));
		assertThat(task.next(new IOException())).isEqualTo(Duration.ofHours(2));
		assertThat(other.next(new IOException())).isEqualTo(Duration.ofHours(1));
		assertThat(task.next(new IOException())).isEqualTo(Duration.ofHours(4));
		assertThat(task.next(new IOException())).isNull();
	}

	@Test
	void exceptionsAreClassifiedByThePolicy() {
		RetryStrategy strategy = CoreRetry
			.of(RetryPolicy.builder().delay(ofMillis(1)).includes(IOException.class).build());
		assertThat(strategy.begin().next(new IOException())).isEqualTo(ofMillis(1));
		assertThat(strategy.begin().next(new RuntimeException(new IOException()))).isEqualTo(ofMillis(1));
		assertThat(strategy.begin().next(new IllegalStateException())).isNull();
	}

	@Test
	void aRetryThatWouldBeginAfterTheTimeoutIsNotMade() {
		RetryPolicy policy = RetryPolicy.builder()
			.delay(Duration.ofMinutes(10))
			.timeout(Duration.ofMinutes(15))
			.build();
		TaskRetry task = CoreRetry.of(policy).begin();
		assertThat(task.next(new IOException())).isEqualTo(Duration.ofMinutes(10));
		RetryPolicy shorter = RetryPolicy.builder()
			.delay(Duration.ofMinutes(10))
			.timeout(Duration.ofMinutes(5))
			.build();
		assertThat(CoreRetry.of(shorter).begin().next(new IOException())).isNull();
	}

	@Test
	void aPolicyWithoutRetriesHasNone() {
		assertThat(CoreRetry.of(RetryPolicy.withMaxRetries(0)).begin().next(new IOException())).isNull();
	}

}

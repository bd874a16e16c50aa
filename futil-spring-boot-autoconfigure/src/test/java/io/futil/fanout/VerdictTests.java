package io.futil.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is said of a call that ended early.
 */
class VerdictTests {

	private final FanOutOperations fanOut = FanOutTemplate.of(Runnable::run).timeout(Duration.ofHours(1));

	@Test
	void aCallThatDoesNotWaitForItsDeadlineSaysWhyNot() {
		RetrySettings much = RetrySettings.maxAttempts(2).delay(Duration.ofHours(2));
		IOException failure = new IOException("down");
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> this.fanOut.retry(much).map(List.of("A"), (item) -> {
				throw failure;
			}))
			.withMessageEndingWith(". A task failed, and there was no time for its next attempt before the deadline")
			.satisfies((thrown) -> assertThat(thrown.getSuppressed()).containsExactly(failure));
	}

}

package io.futil.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.NoSuchElementException;

import io.futil.fanout.TaskResult.Failure;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.TaskResult.Success;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TaskResult}, {@link Execution} and {@link Winner}.
 */
class TaskResultTests {

	private static final Execution EXECUTION = new Execution(3, 1, 2_000_000, 5_000_000);

	@Test
	void aSuccessHasAValue() {
		TaskResult<String, Integer> result = new Success<>("item", 42, EXECUTION);
		assertThat(result.ok()).isTrue();
		assertThat(result.value()).isEqualTo(42);
		assertThat(result.orElse(0)).isEqualTo(42);
		assertThat(result.error()).isEmpty();
		assertThat(result.index()).isEqualTo(3);
		assertThat(result.attempts()).isEqualTo(1);
		assertThat(result.waited()).isEqualTo(Duration.ofMillis(2));
		assertThat(result.elapsed()).isEqualTo(Duration.ofMillis(5));
	}

	@Test
	void anUncheckedFailureIsThrownAsItIs() {
		NoSuchElementException cause = new NoSuchElementException();
		TaskResult<String, Integer> result = new Failure<>("item", Reason.FAILED, cause, EXECUTION);
		assertThat(result.orElse(0)).isZero();
		assertThat(result.error()).containsSame(cause);
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(result::value).isSameAs(cause);
	}

	@Test
	void anErrorIsThrownAsItIs() {
		StackOverflowError cause = new StackOverflowError();
		TaskResult<String, Integer> result = new Failure<>("item", Reason.FAILED, cause, EXECUTION);
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(result::value).isSameAs(cause);
	}

	@Test
	void aCheckedFailureIsWrapped() {
		IOException cause = new IOException("disk");
		TaskResult<String, Integer> result = new Failure<>("item", Reason.FAILED, cause, EXECUTION);
		assertThatExceptionOfType(FanOutException.class).isThrownBy(result::value).havingCause().isSameAs(cause);
	}

	@Test
	void neitherItemNorValueNorMessageIsShown() {
		assertThat(new Success<>("secret", "secret", EXECUTION)).hasToString("Success[index=3, attempts=1]");
		assertThat(new Failure<>("secret", Reason.TIMED_OUT, new IOException("secret"), EXECUTION))
			.hasToString("Failure[index=3, reason=TIMED_OUT, cause=java.io.IOException, attempts=1]");
		assertThat(new Winner<>("primary", "secret")).hasToString("Winner[name=primary]");
	}

}

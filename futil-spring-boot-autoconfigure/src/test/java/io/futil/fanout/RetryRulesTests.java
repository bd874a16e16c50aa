package io.futil.fanout;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryRules}.
 */
class RetryRulesTests {

	private static final RetryRules IO = RetryRules.NONE.retryFor(List.of(IOException.class));

	@Test
	void exceptionsAreRetriedAndErrorsAreNot() {
		assertThat(RetryRules.NONE.retries(new Exception())).isTrue();
		assertThat(RetryRules.NONE.retries(new IllegalStateException())).isTrue();
		assertThat(RetryRules.NONE.retries(new SocketTimeoutException())).isTrue();
		assertThat(RetryRules.NONE.retries(new FanOutTimeoutException("late", List.of()))).isTrue();
		assertThat(RetryRules.NONE.retries(new AssertionError())).isFalse();
		assertThat(RetryRules.NONE.retries(new Throwable())).isFalse();
	}

	@Test
	void anErrorInsideAnExceptionIsNotRetriedEither() {
		assertThat(RetryRules.NONE.retries(new CompletionException(new StackOverflowError()))).isFalse();
		assertThat(RetryRules.NONE.retries(new ExecutionException(new Exception(new NoClassDefFoundError()))))
			.isFalse();
		assertThat(RetryRules.NONE.retries(new ExceptionInInitializerError(new Exception()))).isFalse();
	}

	@Test
	void anErrorThatIsNamedIsRetried() {
		RetryRules rules = RetryRules.NONE.retryFor(List.of(AssertionError.class));
		assertThat(rules.retries(new AssertionError())).isTrue();
		assertThat(rules.retries(new CompletionException(new AssertionError()))).isTrue();
		assertThat(rules.retries(new StackOverflowError())).isFalse();
		assertThat(rules.retries(new IOException())).isFalse();
	}

	@Test
	void onlyWhatIsNamedIsRetriedIfAnythingIs() {
		assertThat(IO.retries(new IOException())).isTrue();
		assertThat(IO.retries(new FileNotFoundException())).isTrue();
		assertThat(IO.retries(new IllegalStateException())).isFalse();
	}

	@Test
	void causesAreLookedAt() {
		assertThat(IO.retries(new UncheckedIOException(new FileNotFoundException()))).isTrue();
		assertThat(IO.retries(new FanOutException("checked", new RuntimeException(new IOException())))).isTrue();
		RetryRules noIo = RetryRules.NONE.noRetryFor(List.of(IOException.class));
		assertThat(noIo.retries(new UncheckedIOException(new IOException()))).isFalse();
		assertThat(noIo.retries(new IllegalStateException(new IllegalArgumentException()))).isTrue();
	}

	@Test
	void theFailureItselfComesBeforeItsCauses() {
		RetryRules rules = IO.noRetryFor(List.of(IllegalStateException.class));
		assertThat(rules.retries(new IllegalStateException(new IOException()))).isFalse();
		assertThat(rules.retries(new IOException(new IllegalStateException()))).isTrue();
	}

	@Test
	void theNearestTypeDecides() {
		RetryRules rules = IO.noRetryFor(List.of(FileNotFoundException.class));
		assertThat(rules.retries(new IOException())).isTrue();
		assertThat(rules.retries(new FileNotFoundException())).isFalse();
		RetryRules reverse = RetryRules.NONE.retryFor(List.of(FileNotFoundException.class))
			.noRetryFor(List.of(IOException.class));
		assertThat(reverse.retries(new FileNotFoundException())).isTrue();
		assertThat(reverse.retries(new IOException())).isFalse();
	}

	static Stream<Throwable> calledOff() {
		return Stream.of(new InterruptedException(), new CancellationException(), new ClosedByInterruptException(),
				new FanOutInterruptedException("interrupted", null),
				new CompletionException(new CancellationException()),
				new IllegalStateException(new InterruptedException()));
	}

	@ParameterizedTest
	@MethodSource("calledOff")
	void whatWasCalledOffIsNeverRetried(Throwable failure) {
		assertThat(RetryRules.NONE.retries(failure)).isFalse();
		assertThat(RetryRules.NONE.retryFor(List.of(Throwable.class)).retries(failure)).isFalse();
		assertThat(RetryRules.NONE.retryFor(List.of(failure.getClass())).retries(failure)).isFalse();
	}

	@Test
	void causesThatGoRoundInACircleEnd() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		assertThat(RetryRules.NONE.retries(first)).isTrue();
		assertThat(IO.retries(first)).isFalse();
	}

}

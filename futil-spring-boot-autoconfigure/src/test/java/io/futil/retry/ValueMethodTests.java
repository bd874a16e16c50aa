package io.futil.retry;

import java.io.IOException;

import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.retry.annotation.Backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotated methods whose caller waits.
 */
class ValueMethodTests {

	private static void with(Attempts.Of<Service> test, String... properties) {
		Contexts.runner()
			.withBean(Service.class)
			.withPropertyValues(properties)
			.run((context) -> test.test(context.getBean(Service.class)));
	}

	@Test
	void theMethodIsTriedOnTheExecutorUntilItSucceeds() {
		with((service) -> {
			assertThat(service.value(2, new IOException())).isEqualTo("third");
			assertThat(service.attempts().count()).isEqualTo(3);
			assertThat(service.attempts().threads()).allMatch((thread) -> thread.startsWith("io-"));
		});
	}

	@Test
	void itFailsAsItsLastAttemptDid() {
		with((service) -> {
			IOException checked = new IOException();
			assertThatException().isThrownBy(() -> service.value(9, checked)).isSameAs(checked);
			assertThat(service.attempts().count()).isEqualTo(3);
			IllegalStateException unchecked = new IllegalStateException();
			assertThatException().isThrownBy(() -> service.value(9, unchecked)).isSameAs(unchecked);
			FanOutException ofAnotherCall = new FanOutException("of another call", new IOException());
			assertThatException().isThrownBy(() -> service.value(9, ofAnotherCall)).isSameAs(ofAnotherCall);
		});
	}

	@Test
	void earlierFailuresAreSuppressed() {
		with((service) -> assertThatException().isThrownBy(service::numbered)
			.withMessage("attempt 3")
			.satisfies((failure) -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
				.containsExactly("attempt 1", "attempt 2")));
	}

	@Test
	void anErrorIsTriedAgainOnlyIfNamed() {
		with((service) -> {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(service::error).withMessage("attempt 1");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(service::namedError).withMessage("attempt 4");
		});
	}

	@Test
	void onlyWhatIsNamedIsTriedAgain() {
		with((service) -> {
			assertThat(service.onlyIo(1, new IOException())).isEqualTo("second");
			assertThatException().isThrownBy(() -> service.onlyIo(9, new IllegalStateException()));
			assertThat(service.attempts().count()).isEqualTo(3);
			assertThatException().isThrownBy(() -> service.notIo(9, new RuntimeException(new IOException())));
			assertThat(service.attempts().count()).isEqualTo(4);
		});
	}

	@Test
	void nothingAndNullAndPrimitivesAreReturnedToo() {
		with((service) -> {
			service.nothing();
			assertThat(service.attempts().count()).isEqualTo(2);
			assertThat(service.none()).isNull();
			assertThat(service.primitive(7)).isEqualTo(14);
		});
	}

	@Test
	void theWholeCallIsBounded() {
		with((service) -> {
			assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(service::bounded)
				.withMessageContaining("'Service.bounded'");
			service.attempts().awaitInterrupt();
		});
	}

	@Test
	void anAttemptThatIsTooSlowIsTriedAgain() {
		with((service) -> assertThat(service.firstIsSlow()).isEqualTo("second"));
	}

	@Test
	void theOperationMayHaveAName() {
		with((service) -> assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(service::named)
			.withMessageContaining("'quotes'"));
	}

	@Test
	void aCallWithinACallGetsOnWithOneThread() {
		with((service) -> assertThat(service.nested(service, 4)).isEqualTo(4), "futil.executors.io.core-size=1");
	}

	@Test
	void whatIsNotSetComesFromTheApplication() {
		with((service) -> {
			assertThat(service.value(4, new IllegalStateException())).isEqualTo("fifth");
			assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(service::blocked);
			assertThat(service.attempts().threads()).allMatch((thread) -> thread.startsWith("other-"));
		}, "futil.retry.max-attempts=5", "futil.fan-out.executor=other", "futil.executors.other.core-size=2",
				"futil.fan-out.timeout=1s");
	}

	@Test
	void aBackOffTakesThePlaceOfThatOfTheApplication() {
		with((service) -> assertThat(service.backedOff()).isEqualTo("third"), "futil.retry.delay=1h",
				"futil.retry.max-delay=1h");
	}

	static class Service {

		private final Attempts attempts = new Attempts();

		Attempts attempts() {
			return this.attempts;
		}

		@ParallelRetryable
		String value(int failures, Exception failure) throws Exception {
			return this.attempts.failing(failures, failure);
		}

		@ParallelRetryable
		void numbered() {
			throw new IllegalStateException("attempt " + this.attempts.begin());
		}

		@ParallelRetryable
		void error() {
			throw new AssertionError("attempt " + this.attempts.begin());
		}

		@ParallelRetryable(retryFor = AssertionError.class)
		void namedError() {
			throw new AssertionError("attempt " + this.attempts.begin());
		}

		@ParallelRetryable(retryFor = IOException.class)
		String onlyIo(int failures, Exception failure) throws Exception {
			return this.attempts.failing(failures, failure);
		}

		@ParallelRetryable(noRetryFor = IOException.class)
		String notIo(int failures, Exception failure) throws Exception {
			return this.attempts.failing(failures, failure);
		}

		@ParallelRetryable
		void nothing() throws Exception {
			this.attempts.failing(1, new IOException());
		}

		@ParallelRetryable
		@Nullable String none() {
			return null;
		}

		@ParallelRetryable
		int primitive(int number) {
			return 2 * number;
		}

		@ParallelRetryable
		String blocked() throws InterruptedException {
			return this.attempts.block();
		}

		@ParallelRetryable(timeout = 50)
		String bounded() throws InterruptedException {
			return this.attempts.block();
		}

		@ParallelRetryable(operation = "quotes", timeout = 50)
		String named() throws InterruptedException {
			return this.attempts.block();
		}

		@ParallelRetryable(taskTimeout = 50)
		String firstIsSlow() throws InterruptedException {
			return (this.attempts.count() == 0) ? this.attempts.block() : "second";
		}

		@ParallelRetryable(backoff = @Backoff(1))
		String backedOff() throws Exception {
			return this.attempts.failing(2, new IOException());
		}

		@ParallelRetryable
		int nested(Service self, int depth) {
			return (depth == 0) ? 0 : self.nested(self, depth - 1) + 1;
		}

	}

}

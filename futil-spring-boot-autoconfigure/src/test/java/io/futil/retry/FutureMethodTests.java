package io.futil.retry;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.retry.annotation.Backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotated methods that return a future.
 */
class FutureMethodTests {

	private static void with(Attempts.Of<Service> test, String... properties) {
		Contexts.runner()
			.withBean(Service.class)
			.withPropertyValues(properties)
			.run((context) -> test.test(context.getBean(Service.class)));
	}

	private static <V> V get(Future<V> future) throws Exception {
		return future.get(Attempts.LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	private static @Nullable Throwable failure(CompletableFuture<?> future) throws Exception {
		return get(future.<@Nullable Throwable>handle((value, failure) -> failure));
	}

	@Test
	void theFutureIsReturnedAtOnceAndTheMethodRunsOnTheExecutor() {
		with((service) -> {
			CompletableFuture<String> future = service.blocked();
			assertThat(future).isNotDone();
			service.attempts().openGate();
			assertThat(get(future)).startsWith("io-");
		});
	}

	@Test
	void aMethodThatThrowsIsTriedAgain() {
		with((service) -> {
			assertThat(get(service.throwing(2, new IOException()))).isEqualTo("third");
			assertThat(service.attempts().count()).isEqualTo(3);
		});
	}

	@Test
	void aFutureThatFailsIsTriedAgain() {
		with((service) -> {
			assertThat(get(service.failed(2, new IOException()))).isEqualTo("third");
			assertThat(service.attempts().count()).isEqualTo(3);
		});
	}

	@Test
	void aFutureThatFailsLaterIsTriedAgain() {
		with((service) -> {
			CompletableFuture<String> future = service.pending();
			service.attempts().awaitStart();
			service.inner().completeExceptionally(new IOException());
			assertThat(get(future)).isEqualTo("second");
		});
	}

	@Test
	void theFutureFailsAsTheLastAttemptDid() {
		with((service) -> {
			IOException checked = new IOException();
			assertThat(failure(service.failed(9, checked))).isSameAs(checked);
			assertThat(service.attempts().count()).isEqualTo(3);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(service.failed(9, checked)))
				.withCause(checked);
			IllegalStateException unchecked = new IllegalStateException();
			assertThat(failure(service.throwing(99, unchecked))).isSameAs(unchecked);
		});
	}

	@Test
	void whatAnotherCallHasWrappedStaysWrapped() {
		with((service) -> {
			FanOutException failure = new FanOutException("of another call", new IOException());
			assertThat(failure(service.failed(9, failure))).isSameAs(failure);
			assertThat(failure(service.throwing(9, failure))).isSameAs(failure);
		});
	}

	@Test
	void theInterfacesOfAFutureWillDo() {
		with((service) -> {
			assertThat(get(service.stage().toCompletableFuture())).isEqualTo("stage");
			assertThat(get(service.plain())).isEqualTo("plain");
		});
	}

	@Test
	void nullIsAValueButNoFuture() {
		with((service) -> {
			assertThat(get(service.ofNull())).isNull();
			assertThat(failure(service.none())).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("Service.none returned null instead of a future");
		});
	}

	@Test
	void cancellingInterruptsTheAttemptAndThereIsNoOther() {
		with((service) -> {
			CompletableFuture<String> future = service.blocked();
			service.attempts().awaitStart();
			assertThat(future.cancel(true)).isTrue();
			service.attempts().awaitInterrupt();
			assertThat(future).isCancelled();
			assertThat(service.attempts().count()).isOne();
		});
	}

	@Test
	void completingStopsTheAttemptToo() {
		with((service) -> {
			CompletableFuture<String> future = service.blocked();
			service.attempts().awaitStart();
			assertThat(future.complete("enough")).isTrue();
			service.attempts().awaitInterrupt();
			assertThat(get(future)).isEqualTo("enough");
		});
	}

	@Test
	void anAttemptThatIsInterruptedCancelsTheFutureItWaitsFor() {
		with((service) -> {
			CompletableFuture<String> future = service.pending();
			service.attempts().awaitStart();
			assertThat(future.cancel(true)).isTrue();
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> get(service.inner()));
			assertThat(service.attempts().count()).isOne();
		});
	}

	@Test
	void aFutureThatSomebodyHasCancelledIsNotTriedAgain() {
		with((service) -> {
			service.inner().cancel(true);
			assertThat(failure(service.pending())).isInstanceOf(CancellationException.class);
			assertThat(service.attempts().count()).isOne();
		});
	}

	@Test
	void nobodyIsParkedDuringTheBackOff() {
		with((service) -> {
			CompletableFuture<String> waiting = service.muchLater();
			service.attempts().awaitStart();
			assertThat(get(service.stage().toCompletableFuture())).isEqualTo("stage");
			assertThat(waiting).isNotDone();
			assertThat(waiting.cancel(true)).isTrue();
			assertThat(service.attempts().count()).isOne();
		}, "futil.executors.io.core-size=1");
	}

	@Test
	void theWholeCallIsBounded() {
		with((service) -> {
			assertThat(failure(service.bounded())).isInstanceOf(FanOutTimeoutException.class);
			service.attempts().awaitInterrupt();
			assertThat(service.attempts().count()).isOne();
		});
	}

	@Test
	void aFutureThatIsTooSlowIsTriedAgain() {
		with((service) -> assertThat(get(service.firstIsSlow())).isEqualTo("second"));
	}

	@Test
	void aCallWithinACallGetsOnWithOneThread() {
		with((service) -> assertThat(get(service.nested(service, 4))).isEqualTo(4), "futil.executors.io.core-size=1");
	}

	static class Service {

		private final Attempts attempts = new Attempts();

		private final CompletableFuture<String> inner = new CompletableFuture<>();

		Attempts attempts() {
			return this.attempts;
		}

		CompletableFuture<String> inner() {
			return this.inner;
		}

		@ParallelRetryable
		CompletableFuture<String> blocked() throws InterruptedException {
			return CompletableFuture.completedFuture(this.attempts.block());
		}

		@ParallelRetryable(executor = "io", timeout = 50)
		CompletableFuture<String> bounded() throws InterruptedException {
			return CompletableFuture.completedFuture(this.attempts.block());
		}

		@ParallelRetryable
		CompletableFuture<String> throwing(int failures, Exception failure) throws Exception {
			return CompletableFuture.completedFuture(this.attempts.failing(failures, failure));
		}

		@ParallelRetryable
		CompletableFuture<String> failed(int failures, Exception failure) {
			try {
				return CompletableFuture.completedFuture(this.attempts.failing(failures, failure));
			}
			catch (Exception ex) {
				return CompletableFuture.failedFuture(ex);
			}
		}

		@ParallelRetryable
		CompletableFuture<String> pending() {
			return (this.attempts.begin() == 1) ? this.inner : CompletableFuture.completedFuture("second");
		}

		@ParallelRetryable(taskTimeout = 50)
		CompletableFuture<String> firstIsSlow() {
			return (this.attempts.begin() == 1) ? this.inner : CompletableFuture.completedFuture("second");
		}

		@ParallelRetryable(backoff = @Backoff(delay = 3_600_000))
		CompletableFuture<String> muchLater() throws Exception {
			return CompletableFuture.completedFuture(this.attempts.failing(1, new IOException()));
		}

		@ParallelRetryable
		CompletionStage<String> stage() {
			return CompletableFuture.completedStage("stage");
		}

		@ParallelRetryable
		Future<String> plain() {
			return CompletableFuture.completedFuture("plain");
		}

		@ParallelRetryable
		CompletableFuture<@Nullable String> ofNull() {
			return CompletableFuture.completedFuture(null);
		}

		@ParallelRetryable
		@SuppressWarnings("NullAway") // what a careless method returns
		CompletableFuture<String> none() {
			return null;
		}

		@ParallelRetryable
		CompletableFuture<Integer> nested(Service self, int depth) {
			return (depth == 0) ? CompletableFuture.completedFuture(0)
					: self.nested(self, depth - 1).thenApply((below) -> below + 1);
		}

	}

}

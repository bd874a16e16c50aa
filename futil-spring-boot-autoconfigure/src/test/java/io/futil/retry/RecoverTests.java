package io.futil.retry;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.FanOutTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.task.TaskDecorator;
import org.springframework.retry.annotation.Recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Methods that recover.
 */
class RecoverTests {

	private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

	private static void with(Attempts.Of<Service> test) {
		Contexts.runner()
			.withBean(Service.class)
			.withBean(TaskDecorator.class, () -> RecoverTests::withContext)
			.run((context) -> test.test(context.getBean(Service.class)));
	}

	private static Runnable withContext(Runnable task) {
		String context = CONTEXT.get();
		if ("broken".equals(context)) {
			throw new IllegalStateException("no context");
		}
		return () -> {
			String outer = CONTEXT.get();
			CONTEXT.set(context);
			try {
				task.run();
			}
			finally {
				CONTEXT.set(outer);
			}
		};
	}

	private static <V> V get(Future<V> future) throws Exception {
		return future.get(Attempts.LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void theMethodOfTheNearestExceptionTakesThePlaceOfTheFailure() {
		with((service) -> {
			assertThat(service.value("x", new FileNotFoundException("f"))).isEqualTo("no file f of x");
			assertThat(service.value("x", new IOException("i"))).isEqualTo("io i of x");
			assertThat(service.value("x", new IllegalStateException())).isEqualTo("anything of x");
			assertThat(service.attempts().count()).isEqualTo(9);
		});
	}

	@Test
	void aMethodOfAnotherShapeIsNotTaken() {
		with((service) -> assertThatException().isThrownBy(() -> service.unrecovered(1))
			.isInstanceOf(IOException.class)
			.withMessage("1"));
	}

	@Test
	void theMethodMayBeNamed() {
		with((service) -> assertThat(service.named("x")).isEqualTo("by name"));
	}

	@Test
	void whatTheMethodThrowsIsThrownWithTheFailureSuppressed() {
		with((service) -> {
			assertThatException().isThrownBy(() -> service.brokenRecovery(1L))
				.withMessage("recovery")
				.satisfies((failure) -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
					.contains("attempt"));
			Throwable failure = get(service.brokenFuture(1L).<Throwable>handle((value, ex) -> ex));
			assertThat(failure).hasMessage("recovery");
			assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("attempt");
		});
	}

	@Test
	void aFutureIsRecoveredByAFuture() {
		with((service) -> {
			assertThat(get(service.future("x", new IOException("i")))).isEqualTo("later i of x");
			assertThat(get(service.future("x", new AssertionError("e")))).isEqualTo("later e of x");
		});
	}

	@Test
	void aPartIsRecoveredByItself() {
		with((service) -> assertThat(service.parts(List.of(1, 2, 3, 4, 5))).containsExactly(1, 2, -3, -4, 5));
	}

	@Test
	void aDeadlineIsRecoveredFromToo() {
		with((service) -> {
			assertThat(service.slow()).startsWith("in time");
			assertThat(get(service.slowFuture())).startsWith("in time");
		});
	}

	@Test
	void theCallersContextIsThereInTheMethodsThatRecover() {
		with((service) -> {
			CONTEXT.set("mine");
			try {
				assertThat(service.slow()).isEqualTo("in time with mine");
				assertThat(get(service.slowFuture())).isEqualTo("in time with mine");
				assertThat(get(service.failedFuture())).isEqualTo("failed with mine");
				assertThat(CONTEXT.get()).isEqualTo("mine");
			}
			finally {
				CONTEXT.remove();
			}
		});
	}

	@Test
	void withoutItsContextAFutureIsNotRecovered() {
		with((service) -> {
			CONTEXT.set("broken");
			try {
				String told = get(service.failedFuture().handle((value, failure) -> value + failure.getMessage()));
				assertThat(told).isEqualTo("nullno context");
			}
			finally {
				CONTEXT.remove();
			}
		});
	}

	static class Base {

		@Recover
		protected String anything(Throwable failure, String argument) {
			return "anything of " + argument;
		}

	}

	static class Service extends Base {

		private final Attempts attempts = new Attempts();

		Attempts attempts() {
			return this.attempts;
		}

		@ParallelRetryable
		String value(String argument, Exception failure) throws Exception {
			this.attempts.begin();
			throw failure;
		}

		@Recover
		String io(IOException failure, String argument) {
			return "io " + failure.getMessage() + " of " + argument;
		}

		@Recover
		private String file(FileNotFoundException failure, String argument, Exception original) {
			return "no file " + failure.getMessage() + " of " + argument;
		}

		@ParallelRetryable
		int unrecovered(int argument) throws IOException {
			throw new IOException(String.valueOf(argument));
		}

		@ParallelRetryable(recover = "byName")
		String named(String argument) throws IOException {
			throw new IOException();
		}

		@Recover
		String byName() {
			return "by name";
		}

		@ParallelRetryable
		long brokenRecovery(long argument) {
			throw new IllegalArgumentException("attempt");
		}

		@Recover
		long broken(IllegalArgumentException failure) {
			throw new IllegalStateException("recovery");
		}

		@ParallelRetryable
		CompletableFuture<Long> brokenFuture(long argument) {
			throw new IllegalArgumentException("attempt");
		}

		@Recover
		CompletableFuture<Long> brokenFutureToo(IllegalArgumentException failure) {
			throw new IllegalStateException("recovery");
		}

		@ParallelRetryable
		CompletableFuture<String> future(String argument, Throwable failure) {
			return CompletableFuture.failedFuture(failure);
		}

		@Recover
		CompletableFuture<String> later(Throwable failure, String argument) {
			return CompletableFuture.supplyAsync(() -> "later " + failure.getMessage() + " of " + argument,
					(task) -> new Thread(task).start());
		}

		@ParallelRetryable(batchSize = 2)
		List<Integer> parts(Collection<Integer> items) throws IOException {
			if (items.contains(3)) {
				throw new IOException();
			}
			return List.copyOf(items);
		}

		@Recover
		List<Integer> negative(IOException failure, Collection<Integer> items) {
			return items.stream().map((item) -> -item).toList();
		}

		@ParallelRetryable(timeout = 30, recover = "inTime")
		String slow() throws InterruptedException {
			return this.attempts.block();
		}

		@Recover
		String inTime(FanOutTimeoutException failure) {
			return "in time with " + CONTEXT.get();
		}

		@ParallelRetryable(timeout = 30, recover = "futureInTime")
		CompletableFuture<@Nullable String> slowFuture() throws InterruptedException {
			return CompletableFuture.completedFuture(this.attempts.block());
		}

		@Recover
		CompletableFuture<String> futureInTime(FanOutTimeoutException failure) {
			return CompletableFuture.completedFuture(inTime(failure));
		}

		@ParallelRetryable(recover = "failedInContext")
		CompletableFuture<String> failedFuture() {
			return CompletableFuture.failedFuture(new IOException());
		}

		@Recover
		CompletableFuture<String> failedInContext() {
			return CompletableFuture.completedFuture("failed with " + CONTEXT.get());
		}

	}

}

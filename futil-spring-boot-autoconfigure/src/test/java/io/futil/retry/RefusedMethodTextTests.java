package io.futil.retry;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

import io.futil.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.retry.annotation.Recover;
import org.springframework.retry.annotation.Retryable;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sentences, word by word, for annotated methods that cannot be honoured.
 */
class RefusedMethodTextTests {

	static Stream<Arguments> refused() {
		return Stream.of(
				refused(PrivateMethod.class, "it is private, and a proxy cannot intercept it",
						"Make it public and call it from another bean, or remove the annotation"),
				refused(StaticMethod.class, "it is static, and a proxy intercepts methods of an instance only",
						"Make it an instance method, or remove the annotation"),
				refused(FinalMethod.class, "it is final, and the proxy, a subclass, cannot override it",
						"Make it non-final, or remove the annotation"),
				refused(FinalClass.class,
						"the class is final and is not called through an interface, so it cannot be proxied",
						"Make the class non-final, or let it implement an interface and set "
								+ "spring.aop.proxy-target-class to false"),
				refused(OtherFuture.class,
						"it returns a io.futil.retry.RefusedMethodTextTests$Later, which only the method itself can "
								+ "make",
						"Let it return a CompletableFuture"),
				refused(NoCollection.class, "with a batchSize it must have the shape List<R> m(Collection<T> items)",
						"Change its signature, or remove the batchSize"),
				refused(UnknownExecutor.class,
						"'executor' is 'oi'; there is no executor of that name; known are [io, cpu, " + "dropping]",
						"Did you mean 'io'? Name one of these, or add one of that name under futil.executors"),
				refused(ConfiguredExecutor.class,
						"'executorExpression' is '${refused.executor}' (that is 'oi'); there is no executor of that "
								+ "name; known are [io, cpu, dropping]",
						"Did you mean 'io'? Name one of these, or add one of that name under futil.executors"),
				refused(WrittenExecutor.class,
						"'executorExpression' is 'cpuu'; there is no executor of that name; known are [io, cpu, "
								+ "dropping]",
						"Did you mean 'cpu'? Name one of these, or add one of that name under futil.executors"),
				refused(DroppingExecutor.class,
						"'executor' is 'dropping'; Executor 'dropping' has a DiscardPolicy: it drops tasks silently "
								+ "and a call would wait for them for ever. Use AbortPolicy or CallerRunsPolicy",
						"Change the bean 'dropping', or name another executor"),
				refused(MisspelledRecovery.class,
						"'recover' is 'lastKnow'; no method of that name is annotated with @Recover, returns the same "
								+ "type and takes the failure, or the arguments, or both in this order",
						"Did you mean 'lastKnown'? Add or correct it; annotated with @Recover are [lastKnown]"),
				refused(MissingProperty.class,
						"'timeoutExpression' is '${no.such.property}'; there is no property for it",
						"Set the property, or give the placeholder a default, as in ${name:4}"),
				refused(Evaluated.class,
						"'maxAttemptsExpression' is '#{3}'; expressions are not evaluated, only placeholders are "
								+ "resolved",
						"Use ${...} or a plain value"));
	}

	private static Arguments refused(Class<?> type, String reason, String remedy) {
		return Arguments.of(type, reason, remedy);
	}

	private static ApplicationContextRunner runner() {
		return Contexts.runner()
			.withPropertyValues("refused.executor=oi")
			.withBean("dropping", ThreadPoolTaskExecutor.class, () -> {
				ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
				executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
				return executor;
			}, (definition) -> definition.setFallback(true));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void asPrinted(Class<?> type, String reason, String remedy) {
		runner().withBean(type).run((context) -> {
			FailureAnalysis analysis = new RefusedMethodFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription())
				.isEqualTo("@ParallelRetryable cannot be honoured on " + type.getName() + ".run: " + reason + ".");
			assertThat(analysis.getAction()).isEqualTo(remedy + ".");
		});
	}

	@Test
	void aRecoveryThatFitsNoMethodIsNamed() {
		try (LogReader log = new LogReader("io.futil.retry")) {
			runner().withBean("one", HalfIdle.class)
				.withBean("another", HalfIdle.class)
				.run((context) -> assertThat(log.messages()).containsExactly("@Recover on "
						+ "io.futil.retry.RefusedMethodTextTests$HalfIdle.idle does nothing: no method of the class with "
						+ "@ParallelRetryable returns the same type and has its arguments, or names it. Correct its "
						+ "return type and its parameters: the failure, the arguments, or both in this order"));
		}
	}

	@Test
	void aRecoveryForSpringRetryIsNot() {
		try (LogReader log = new LogReader("io.futil.retry")) {
			runner().withBean(SharedRecovery.class).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(log.messages()).isEmpty();
			});
		}
	}

	static class PrivateMethod {

		@ParallelRetryable
		private void run() {
		}

	}

	static class StaticMethod {

		@ParallelRetryable
		static void run() {
		}

	}

	static class FinalMethod {

		@ParallelRetryable
		final void run() {
		}

	}

	static final class FinalClass {

		@ParallelRetryable
		void run() {
		}

	}

	static class Later extends CompletableFuture<String> {

	}

	static class OtherFuture {

		@ParallelRetryable
		Later run() {
			return new Later();
		}

	}

	static class NoCollection {

		@ParallelRetryable(batchSize = 2)
		List<String> run(String item) {
			return List.of(item);
		}

	}

	static class UnknownExecutor {

		@ParallelRetryable(executor = "oi")
		void run() {
		}

	}

	static class ConfiguredExecutor {

		@ParallelRetryable(executor = "io", executorExpression = "${refused.executor}")
		void run() {
		}

	}

	static class WrittenExecutor {

		@ParallelRetryable(executorExpression = "cpuu")
		void run() {
		}

	}

	static class DroppingExecutor {

		@ParallelRetryable(executor = "dropping")
		void run() {
		}

	}

	static class MisspelledRecovery {

		@ParallelRetryable(recover = "lastKnow")
		String run() {
			return "";
		}

		@Recover
		String lastKnown() {
			return "";
		}

	}

	static class MissingProperty {

		@ParallelRetryable(timeoutExpression = "${no.such.property}")
		void run() {
		}

	}

	static class Evaluated {

		@ParallelRetryable(maxAttemptsExpression = "#{3}")
		void run() {
		}

	}

	static class HalfIdle implements Callable<String> {

		@Override
		@ParallelRetryable
		public String call() {
			return "";
		}

		@Recover
		String used(IOException failure) {
			return "";
		}

		@Recover
		int idle(IOException failure) {
			return 1;
		}

	}

	static class SharedRecovery {

		@ParallelRetryable
		public String run() {
			return "";
		}

		@Retryable
		public int other() {
			return 1;
		}

		@Recover
		int forTheOther(IOException failure) {
			return 1;
		}

	}

}

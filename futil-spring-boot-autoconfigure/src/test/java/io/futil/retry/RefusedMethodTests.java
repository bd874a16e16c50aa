package io.futil.retry;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Recover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stops the start, with the method, the reason and the remedy.
 */
class RefusedMethodTests {

	static Stream<Arguments> refused() {
		return Stream.of(refused(PrivateMethod.class, "it is private", "Make it public"),
				refused(StaticMethod.class, "it is static", "Make it an instance method"),
				refused(FinalMethod.class, "it is final, and the proxy, a subclass, cannot override it",
						"Make it non-final"),
				refused(FinalClass.class, "the class is final", "Make the class non-final"),
				refused(FinalPublicMethodOfClass.class, "it is final", "Make it non-final"),
				refused(UnknownExecutor.class,
						"'executor' is 'oi'; there is no executor of that name; known are [io, cpu, applicationTaskExecutor]",
						"under futil.executors"),
				refused(OtherFuture.class, "it returns a java.util.concurrent.CountedCompleter",
						"Let it return a CompletableFuture"),
				refused(Publisher.class, "it returns a io.futil.retry.RefusedMethodTests$Later",
						"Let it return a CompletableFuture"),
				refused(NoCollection.class, "with a batchSize it must have the shape List<R> m(Collection<T> items)",
						"Change its signature"),
				refused(TwoArguments.class, "with a batchSize it must have the shape", "Change its signature"),
				refused(TakesSet.class, "with a batchSize it must have the shape", "Change its signature"),
				refused(ReturnsSet.class, "with a batchSize it must have the shape", "Change its signature"),
				refused(FutureOfList.class, "with a batchSize it must have the shape", "Change its signature"),
				refused(NegativeAttempts.class, "'maxAttempts' is -1; it must be at least 1", "Set 1 or more"),
				refused(NegativeBatchSize.class, "'batchSize' is -2; it must be at least 1", "Set 1 or more"),
				refused(NegativeTimeout.class, "'timeout' is -5 ms; it must be longer than zero", "Set a longer time"),
				refused(NegativeTaskTimeout.class, "'taskTimeout' is -5 ms; it must be longer than zero",
						"Set a longer time"),
				refused(ConcurrencyOfNothing.class, "'concurrency' is 4; a call that is not split runs one attempt",
						"Set a batchSize"),
				refused(NegativeDelay.class, "'backoff.delay' is -1 ms; it must not be negative", "Set 0 or more"),
				refused(ShrinkingDelay.class, "'backoff.multiplier' is 0.5; it must be at least 1", "Set 1 or more"),
				refused(ShortMaxDelay.class, "'backoff.maxDelay' is 99 ms; it is less than the delay, which is 100 ms",
						"Raise the maxDelay"),
				refused(BothNamed.class, "'retryFor' and 'noRetryFor' both name java.io.IOException",
						"Correct the annotation"),
				refused(NoSuchRecovery.class, "'recover' is 'missing'; no method of that name", "Add or correct it"),
				refused(OtherRecovery.class, "'recover' is 'other'; no method of that name", "Add or correct it"),
				refused(SpelAttempts.class,
						"'maxAttemptsExpression' is '#{3}'; expressions are not evaluated, only placeholders are resolved",
						"Use ${...} or a plain value"),
				refused(SpelDelay.class, "'backoff.delayExpression' is '@delays.first'; it must be a duration such as",
						"Correct it, or the property"),
				refused(MissingProperty.class,
						"'timeoutExpression' is '${no.such.property}'; there is no property for it", "${name:4}"),
				refused(NoNumber.class,
						"'batchSizeExpression' is '${java.version}' (that is '" + System.getProperty("java.version")
								+ "'); it must be a whole number",
						"Correct it"),
				refused(ZeroAttempts.class, "'maxAttempts' is 0; it must be at least 1", "Set 1 or more"),
				refused(ZeroTimeout.class, "'timeout' is 0s; it must be longer than zero", "Set a longer time"));
	}

	private static Arguments refused(Class<?> type, String reason, String remedy) {
		return Arguments.of(type, reason, remedy);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void theStartStops(Class<?> type, String reason, String remedy) {
		check(Contexts.runner().withBean(type), type, reason, remedy);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void theStartStopsAlsoForBeansThatAreMadeLater(Class<?> type, String reason, String remedy) {
		check(prototype(type), type, reason, remedy);
		check(Contexts.runner()
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(type), type, reason, remedy);
	}

	private static <T> ApplicationContextRunner prototype(Class<T> type) {
		return Contexts.runner().withBean(type, () -> {
			throw new AssertionError("must not be made");
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));
	}

	@Test
	void aMissingPropertyIsNamedByAStrictResolverToo() {
		check(Contexts.runner()
			.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class))
			.withBean(MissingProperty.class), MissingProperty.class, "there is no property for it (Could not resolve",
				"Set the property");
	}

	@Test
	void aMethodThatNoInterfaceHasIsRefusedWhereInterfacesAreProxied() {
		ApplicationContextRunner runner = Contexts.interfaceProxies().withBean(NotInInterface.class);
		check(runner, NotInInterface.class, "the bean is called through its interfaces [interface java.lang.Runnable]",
				"spring.aop.proxy-target-class to true");
		Contexts.runner().withBean(NotInInterface.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void finalIsNoMatterWhereInterfacesAreProxied() {
		Contexts.interfaceProxies().withBean(FinalWithInterface.class).run((context) -> {
			context.getBean(Runnable.class).run();
			assertThat(context).hasNotFailed();
		});
		check(Contexts.interfaceProxies().withBean(FinalClass.class), FinalClass.class,
				"the class is final and is not called through an interface", "Make the class non-final");
	}

	private static void check(ApplicationContextRunner runner, Class<?> type, String reason, String remedy) {
		runner.run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).isNotNull();
			assertThat(NestedExceptionUtils.getMostSpecificCause(failure)).isInstanceOf(RefusedMethodException.class)
				.hasMessageContaining("@ParallelRetryable cannot be honoured on " + type.getName() + ".")
				.hasMessageContaining(reason)
				.hasMessageContaining(remedy);
			assertThat(analysis(failure)).satisfies((analysis) -> {
				assertThat(analysis.getDescription()).contains(type.getName(), reason);
				assertThat(analysis.getAction()).contains(remedy);
			});
		});
	}

	private static FailureAnalysis analysis(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class,
					SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(RefusedMethodTests.class)))
			.stream()
			.filter(RefusedMethodFailureAnalyzer.class::isInstance)
			.map((analyzer) -> analyzer.analyze(failure))
			.findFirst()
			.orElseThrow();
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

	@ParallelRetryable
	static class FinalPublicMethodOfClass {

		public final void run() {
		}

	}

	static final class FinalWithInterface implements Runnable {

		@Override
		@ParallelRetryable
		public final void run() {
		}

	}

	static class NotInInterface implements Runnable {

		@Override
		public void run() {
		}

		@ParallelRetryable
		public void other() {
		}

	}

	static class UnknownExecutor {

		@ParallelRetryable(executor = "oi")
		void run() {
		}

	}

	static class OtherFuture {

		@ParallelRetryable
		@SuppressWarnings("NullAway") // never called
		CountedCompleter<String> run() {
			return null;
		}

	}

	interface Later extends Flow.Publisher<String> {

	}

	static class Publisher {

		@ParallelRetryable
		@SuppressWarnings("NullAway") // never called
		Later run() {
			return null;
		}

	}

	static class NoCollection {

		@ParallelRetryable(batchSize = 2)
		List<String> run(String item) {
			return List.of(item);
		}

	}

	static class TwoArguments {

		@ParallelRetryable(batchSize = 2)
		List<String> run(Collection<String> items, int more) {
			return List.copyOf(items);
		}

	}

	static class TakesSet {

		@ParallelRetryable(batchSize = 2)
		List<String> run(Set<String> items) {
			return List.copyOf(items);
		}

	}

	static class ReturnsSet {

		@ParallelRetryable(batchSize = 2)
		Set<String> run(Collection<String> items) {
			return Set.copyOf(items);
		}

	}

	static class FutureOfList {

		@ParallelRetryable(batchSize = 2)
		CompletableFuture<List<String>> run(Collection<String> items) {
			return CompletableFuture.completedFuture(List.copyOf(items));
		}

	}

	static class NegativeAttempts {

		@ParallelRetryable(maxAttempts = -1)
		void run() {
		}

	}

	static class NegativeBatchSize {

		@ParallelRetryable(batchSize = -2)
		List<String> run(Collection<String> items) {
			return List.copyOf(items);
		}

	}

	static class NegativeTimeout {

		@ParallelRetryable(timeout = -5)
		void run() {
		}

	}

	static class NegativeTaskTimeout {

		@ParallelRetryable(taskTimeout = -5)
		void run() {
		}

	}

	static class ConcurrencyOfNothing {

		@ParallelRetryable(concurrency = 4)
		void run() {
		}

	}

	static class NegativeDelay {

		@ParallelRetryable(backoff = @Backoff(-1))
		void run() {
		}

	}

	static class ShrinkingDelay {

		@ParallelRetryable(backoff = @Backoff(delay = 100, multiplier = 0.5))
		void run() {
		}

	}

	static class ShortMaxDelay {

		@ParallelRetryable(backoff = @Backoff(delay = 100, maxDelay = 99))
		void run() {
		}

	}

	static class BothNamed {

		@ParallelRetryable(retryFor = IOException.class, noRetryFor = IOException.class)
		void run() {
		}

	}

	static class NoSuchRecovery {

		@ParallelRetryable(recover = "missing")
		String run() {
			return "";
		}

		@Recover
		String present() {
			return "";
		}

	}

	static class OtherRecovery {

		@ParallelRetryable(recover = "other")
		String run(String argument) {
			return "";
		}

		@Recover
		String other(IOException failure, int argument) {
			return "";
		}

	}

	static class SpelAttempts {

		@ParallelRetryable(maxAttemptsExpression = "#{3}")
		void run() {
		}

	}

	static class SpelDelay {

		@ParallelRetryable(backoff = @Backoff(delayExpression = "@delays.first"))
		void run() {
		}

	}

	static class MissingProperty {

		@ParallelRetryable(timeoutExpression = "${no.such.property}")
		void run() {
		}

	}

	static class NoNumber {

		@ParallelRetryable(batchSizeExpression = "${java.version}")
		List<String> run(Collection<String> items) {
			return List.copyOf(items);
		}

	}

	static class ZeroAttempts {

		@ParallelRetryable(maxAttemptsExpression = "0")
		void run() {
		}

	}

	static class ZeroTimeout {

		@ParallelRetryable(timeoutExpression = "0s")
		void run() {
		}

	}

}

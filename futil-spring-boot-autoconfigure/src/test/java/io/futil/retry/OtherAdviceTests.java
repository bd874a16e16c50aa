package io.futil.retry;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The annotation beside other advice of the same bean.
 */
class OtherAdviceTests {

	private static final String[] ONE_THREAD = { "futil.executors.io.core-size=1" };

	private static void run(ApplicationContextRunner runner, Attempts.Of<Service> test) {
		runner.withUserConfiguration(TransactionConfiguration.class)
			.withBean(Service.class)
			.run((context) -> test.test(context.getBean(Service.class)));
	}

	@Test
	void eachAttemptHasItsOwnTransaction() {
		run(Contexts.runner(), (service) -> {
			assertThat(service.value()).isEqualTo("third");
			assertThat(service.transactions()).hasSize(3).doesNotHaveDuplicates().doesNotContain("none");
			assertThat(service.manager().outcomes()).containsExactly("rollback", "rollback", "commit");
		});
	}

	@Test
	void theTransactionOfTheCallerIsNotThatOfTheAttempts() {
		run(Contexts.runner(), (service) -> {
			assertThat(service.inTransaction(service::value)).isEqualTo("third");
			assertThat(service.transactions()).hasSize(4).doesNotHaveDuplicates().doesNotContain("none");
			assertThat(service.manager().outcomes()).containsExactly("rollback", "rollback", "commit", "commit");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { FirstConfiguration.class, LateConfiguration.class })
	void eachAttemptHasItsOwnTransactionWhereverTransactionsStand(Class<?> configuration) {
		Contexts.runner().withUserConfiguration(configuration).withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.value()).isEqualTo("third");
			assertThat(service.transactions()).hasSize(3).doesNotHaveDuplicates().doesNotContain("none");
			assertThat(service.manager().outcomes()).containsExactly("rollback", "rollback", "commit");
		});
	}

	@Test
	void asyncIsOutsideAndTransactionsAreInside() {
		run(Contexts.runner().withUserConfiguration(AsyncConfiguration.class), (service) -> {
			assertThat(service.async().get(Attempts.LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("third");
			assertThat(service.attempts().count()).isEqualTo(3);
			assertThat(service.attempts().threads()).allMatch((thread) -> thread.startsWith("io-"));
			assertThat(service.transactions()).hasSize(3).doesNotHaveDuplicates().doesNotContain("none");
			assertThat(service.manager().outcomes()).containsExactly("rollback", "rollback", "commit");
		});
	}

	@Test
	void asyncOnTheSameExecutorOfOneThreadGetsOn() {
		run(Contexts.runner().withUserConfiguration(AsyncConfiguration.class).withPropertyValues(ONE_THREAD),
				(service) -> assertThat(service.asyncOnIo().get(Attempts.LIMIT_SECONDS, TimeUnit.SECONDS))
					.isEqualTo("third"));
	}

	@Test
	void adviceBeforeIsAppliedOnceAndAdviceBehindToEachAttempt() {
		run(Contexts.runner().withUserConfiguration(CountingConfiguration.class), (service) -> {
			service.counted();
			assertThat(service.heard()).containsExactly("outer", "inner", "inner", "inner");
		});
	}

	@Test
	void adviceBehindFindsTheInvocationOnItsThread() {
		run(Contexts.runner().withUserConfiguration(CountingConfiguration.class), (service) -> {
			service.counted();
			assertThat(service.invocations()).hasSize(3).doesNotHaveDuplicates();
		});
	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface Counted {

	}

	static class Service {

		private final Attempts attempts = new Attempts();

		private final Queue<Object> transactions = new ConcurrentLinkedQueue<>();

		private final Queue<String> heard = new ConcurrentLinkedQueue<>();

		private final Queue<Object> invocations = new ConcurrentLinkedQueue<>();

		private final CountingTransactionManager manager;

		Service(CountingTransactionManager manager) {
			this.manager = manager;
		}

		Attempts attempts() {
			return this.attempts;
		}

		List<Object> transactions() {
			return List.copyOf(this.transactions);
		}

		List<String> heard() {
			return List.copyOf(this.heard);
		}

		Queue<String> hear() {
			return this.heard;
		}

		Queue<Object> invocations() {
			return this.invocations;
		}

		CountingTransactionManager manager() {
			return this.manager;
		}

		private String attempt() throws Exception {
			Object transaction = TransactionSynchronizationManager.getResource(this.manager);
			this.transactions.add((transaction != null) ? transaction : "none");
			return this.attempts.failing(2, new IOException());
		}

		@ParallelRetryable
		@Transactional(rollbackFor = IOException.class)
		String value() throws Exception {
			return attempt();
		}

		@Transactional
		String inTransaction(Callable<String> action) throws Exception {
			this.transactions.add(String.valueOf(TransactionSynchronizationManager.getResource(this.manager)));
			return action.call();
		}

		@Async
		@ParallelRetryable
		@Transactional(rollbackFor = IOException.class)
		CompletableFuture<String> async() throws Exception {
			return CompletableFuture.completedFuture(attempt());
		}

		@Async("io")
		@ParallelRetryable
		@Transactional(rollbackFor = IOException.class)
		CompletableFuture<String> asyncOnIo() throws Exception {
			return CompletableFuture.completedFuture(attempt());
		}

		@Counted
		@ParallelRetryable
		String counted() throws Exception {
			return this.attempts.failing(2, new IOException());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class AsyncConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class TransactionConfiguration {

		@Bean
		CountingTransactionManager transactionManager() {
			return new CountingTransactionManager();
		}

	}

	/** Transactions before most other advice. */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = 0)
	static class FirstConfiguration {

		@Bean
		CountingTransactionManager transactionManager() {
			return new CountingTransactionManager();
		}

	}

	/** Transactions just before the last. */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement(order = Ordered.LOWEST_PRECEDENCE - 1)
	static class LateConfiguration {

		@Bean
		CountingTransactionManager transactionManager() {
			return new CountingTransactionManager();
		}

	}

	/** Advice on the one method that is counted. */
	@Configuration(proxyBeanMethods = false)
	static class CountingConfiguration {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor outer() {
			return advisor(Ordered.HIGHEST_PRECEDENCE, (invocation) -> {
				((Service) invocation.getThis()).hear().add("outer");
				return invocation.proceed();
			});
		}

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		static Advisor inner() {
			return advisor(Ordered.LOWEST_PRECEDENCE, (invocation) -> {
				Service service = (Service) invocation.getThis();
				service.hear().add("inner");
				service.invocations().add(ExposeInvocationInterceptor.currentInvocation());
				return invocation.proceed();
			});
		}

		private static Advisor advisor(int order, MethodInterceptor advice) {
			DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
					AnnotationMatchingPointcut.forMethodAnnotation(Counted.class), advice);
			advisor.setOrder(order);
			return advisor;
		}

	}

	/** Knows one transaction per thread and how each has ended. */
	static class CountingTransactionManager extends AbstractPlatformTransactionManager {

		private final AtomicInteger begun = new AtomicInteger();

		private final Queue<String> outcomes = new ConcurrentLinkedQueue<>();

		List<String> outcomes() {
			return new ArrayList<>(this.outcomes);
		}

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return TransactionSynchronizationManager.hasResource(this);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			TransactionSynchronizationManager.bindResource(this, "transaction " + this.begun.incrementAndGet());
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
			this.outcomes.add("commit");
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
			this.outcomes.add("rollback");
		}

		@Override
		protected void doCleanupAfterCompletion(Object transaction) {
			TransactionSynchronizationManager.unbindResource(this);
		}

	}

}

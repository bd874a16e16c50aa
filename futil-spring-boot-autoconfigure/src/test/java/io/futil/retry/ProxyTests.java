package io.futil.retry;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;

import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.annotation.Recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Where the annotation may be, and through which kinds of proxies it works.
 */
class ProxyTests {

	private static <S> void run(ApplicationContextRunner runner, Class<S> type, Attempts.Of<S> test) {
		runner.run((context) -> test.test(context.getBean(type)));
	}

	private static void check(Api service) throws Exception {
		assertThat(AopUtils.isAopProxy(service)).isTrue();
		assertThat(service.call(2)).isEqualTo("third");
	}

	@Test
	void onAMethodOfAClassThroughASubclass() {
		run(Contexts.runner().withBean(OnMethod.class), Api.class, (service) -> {
			assertThat(AopUtils.isCglibProxy(service)).isTrue();
			check(service);
		});
	}

	@Test
	void onAMethodOfAClassThroughItsInterface() {
		run(Contexts.interfaceProxies().withBean(OnMethod.class), Api.class, (service) -> {
			assertThat(AopUtils.isJdkDynamicProxy(service)).isTrue();
			check(service);
		});
	}

	@Test
	void onAMethodOfAnInterface() {
		run(Contexts.runner().withBean(OfAnnotatedApi.class), AnnotatedApi.class, ProxyTests::check);
		run(Contexts.interfaceProxies().withBean(OfAnnotatedApi.class), AnnotatedApi.class, ProxyTests::check);
	}

	@Test
	void onAnInterface() {
		run(Contexts.runner().withBean(OfAnnotatedType.class), AnnotatedType.class, ProxyTests::check);
		run(Contexts.interfaceProxies().withBean(OfAnnotatedType.class), AnnotatedType.class, ProxyTests::check);
	}

	@Test
	void onAClassItMeansPublicMethodsThatDoNotRecover() {
		run(Contexts.runner().withBean(OnClass.class), OnClass.class, (service) -> {
			check(service);
			assertThat(service.recovered()).isEqualTo("recovered on the executor");
			assertThat(service.notPublic()).isEqualTo(Thread.currentThread().getName());
			assertThat(service.toString()).isEqualTo(Thread.currentThread().getName());
			assertThatException().isThrownBy(service::once).withMessage("attempt 1");
		});
	}

	@Test
	void onASuperclassAndOnAMethodThatIsOverridden() {
		run(Contexts.runner().withBean(Subclass.class), Subclass.class, (service) -> {
			check(service);
			assertThat(service.overridden()).isEqualTo("second");
		});
	}

	@Test
	void onAnAnnotation() {
		run(Contexts.runner().withBean(Composed.class), Api.class, ProxyTests::check);
	}

	@Test
	void onAGenericInterface() {
		run(Contexts.interfaceProxies().withBean(OfGeneric.class), Generic.class,
				(service) -> assertThat(generic(service).apply(2)).isEqualTo("third"));
	}

	@SuppressWarnings("unchecked")
	private static Generic<Integer> generic(Generic<?> service) {
		return (Generic<Integer>) service;
	}

	@Test
	void onABeanThatSomebodyElseHasMadeAProxyOf() {
		for (ApplicationContextRunner runner : new ApplicationContextRunner[] { Contexts.runner(),
				Contexts.interfaceProxies() }) {
			run(runner.withUserConfiguration(ForeignProxyConfiguration.class), AnnotatedApi.class, ProxyTests::check);
		}
	}

	@Test
	void beansWithoutTheAnnotationAreLeftAlone() {
		run(Contexts.runner().withBean(Plain.class), Plain.class,
				(service) -> assertThat(service.getClass()).isEqualTo(Plain.class));
	}

	interface Api {

		String call(int failures) throws Exception;

	}

	interface AnnotatedApi extends Api {

		@Override
		@ParallelRetryable
		String call(int failures) throws Exception;

	}

	@ParallelRetryable
	interface AnnotatedType extends Api {

		@Override
		String call(int failures) throws Exception;

	}

	interface Generic<T> {

		@ParallelRetryable
		String apply(T argument) throws Exception;

	}

	@ParallelRetryable(maxAttempts = 3)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Retried {

	}

	static class Plain implements Api {

		private final Attempts attempts = new Attempts();

		Attempts attempts() {
			return this.attempts;
		}

		@Override
		public String call(int failures) throws Exception {
			return this.attempts.failing(failures, new IOException());
		}

	}

	static class OnMethod extends Plain {

		@Override
		@ParallelRetryable
		public String call(int failures) throws Exception {
			return super.call(failures);
		}

	}

	static class OfAnnotatedApi extends Plain implements AnnotatedApi {

	}

	static class OfAnnotatedType extends Plain implements AnnotatedType {

	}

	static class OfGeneric implements Generic<Integer> {

		private final Attempts attempts = new Attempts();

		@Override
		public String apply(Integer failures) throws Exception {
			return this.attempts.failing(failures, new IOException());
		}

	}

	static class Composed extends Plain {

		@Override
		@Retried
		public String call(int failures) throws Exception {
			return super.call(failures);
		}

	}

	@ParallelRetryable
	static class OnClass implements Api {

		private final Attempts attempts = new Attempts();

		@Override
		public String call(int failures) throws Exception {
			return this.attempts.failing(failures, new IOException());
		}

		public String recovered() throws IOException {
			throw new IOException(Thread.currentThread().getName());
		}

		@Recover
		public String recovered(IOException failure) {
			return String.valueOf(failure.getMessage()).startsWith("io-") ? "recovered on the executor"
					: String.valueOf(failure.getMessage());
		}

		@ParallelRetryable(maxAttempts = 1)
		public void once() {
			throw new IllegalStateException("attempt " + new Attempts().begin());
		}

		String notPublic() {
			return Thread.currentThread().getName();
		}

		@Override
		public String toString() {
			return Thread.currentThread().getName();
		}

	}

	static class Subclass extends OnClass {

		@Override
		public String call(int failures) throws Exception {
			return super.call(failures);
		}

		public String overridden() throws Exception {
			return new Attempts().failing(0, new IOException()).replace("first", "second");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ForeignProxyConfiguration {

		@Bean
		AnnotatedApi client() {
			Plain plain = new Plain();
			return (AnnotatedApi) Proxy.newProxyInstance(AnnotatedApi.class.getClassLoader(),
					new Class<?>[] { AnnotatedApi.class }, (proxy, method, arguments) -> {
						try {
							return method.getName().equals("call") ? plain.call((int) arguments[0])
									: method.invoke(plain, arguments);
						}
						catch (java.lang.reflect.InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}

package io.futil.retry;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.Order;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.interceptor.MethodInvocationRetryCallback;
import org.springframework.retry.interceptor.RetryOperationsInterceptor;
import org.springframework.retry.listener.MethodInvocationRetryListenerSupport;
import org.springframework.retry.support.Args;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans that listen to retries hear of those of calls and of annotated methods.
 */
class RetryListenerTests {

	@Test
	void listenersHearOfACallThatRetries() {
		Contexts.runner().withBean(First.class).withBean(Second.class).run((context) -> {
			Attempts attempts = new Attempts();
			context.getBean(FanOutOperations.class)
				.retry(RetrySettings.maxAttempts(2))
				.map(List.of("item"), (item) -> attempts.failing(1, new IOException()));
			Queue<String> heard = context.getBean(First.class).heard;
			assertThat(heard).containsExactly("open null", "error null", "close null");
			assertThat(context.getBean(Second.class).heard).isEmpty();
		});
	}

	@Test
	void listenersHearNothingOfACallThatDoesNot() {
		Contexts.runner().withBean(First.class).run((context) -> {
			context.getBean(FanOutOperations.class).map(List.of("item"), (item) -> item);
			context.getBean(FanOutOperations.class).retry(RetrySettings.none()).map(List.of("item"), (item) -> item);
			assertThat(context.getBean(First.class).heard).isEmpty();
		});
	}

	@Test
	void listenersHearOfAMethodWithItsNameAndArguments() {
		Contexts.runner().withBean(First.class).withBean(Second.class).withBean(Service.class).run((context) -> {
			assertThat(context.getBean(Service.class).greet("you")).isEqualTo("second");
			assertThat(context.getBean(First.class).heard).containsExactly("open greetings", "error greetings",
					"close greetings");
			assertThat(context.getBean(Second.class).heard).containsExactly("open greet(you)", "close greet(you) null");
		});
	}

	@Order(1)
	static class First implements RetryListener {

		private final Queue<String> heard = new ConcurrentLinkedQueue<>();

		@Override
		public <T, E extends Throwable> boolean open(RetryContext context, RetryCallback<T, E> callback) {
			assertThat(context.getAttribute(RetryContext.NAME)).isEqualTo(callback.getLabel());
			return this.heard.add("open " + callback.getLabel());
		}

		@Override
		public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
				Throwable throwable) {
			this.heard.add("error " + callback.getLabel());
		}

		@Override
		public <T, E extends Throwable> void close(RetryContext context, RetryCallback<T, E> callback,
				@Nullable Throwable throwable) {
			this.heard.add("close " + callback.getLabel());
		}

	}

	/** Listens to methods only. */
	static class Second extends MethodInvocationRetryListenerSupport {

		private final Queue<String> heard = new ConcurrentLinkedQueue<>();

		@Override
		protected <T, E extends Throwable> boolean doOpen(RetryContext context,
				MethodInvocationRetryCallback<T, E> callback) {
			Method method = (Method) context.getAttribute(RetryOperationsInterceptor.METHOD);
			Args arguments = (Args) context.getAttribute(RetryOperationsInterceptor.METHOD_ARGS);
			assertThat(method).isEqualTo(callback.getInvocation().getMethod());
			return this.heard.add("open " + name(callback)) && arguments.getArgs()[0].equals("you");
		}

		@Override
		protected <T, E extends Throwable> void doClose(RetryContext context,
				MethodInvocationRetryCallback<T, E> callback, @Nullable Throwable throwable) {
			this.heard.add("close " + name(callback) + " " + throwable);
		}

		private static String name(MethodInvocationRetryCallback<?, ?> callback) {
			return callback.getInvocation().getMethod().getName() + "(" + callback.getInvocation().getArguments()[0]
					+ ")";
		}

	}

	static class Service {

		private final Attempts attempts = new Attempts();

		@ParallelRetryable(operation = "greetings")
		String greet(String whom) throws Exception {
			return this.attempts.failing(1, new IOException());
		}

	}

}

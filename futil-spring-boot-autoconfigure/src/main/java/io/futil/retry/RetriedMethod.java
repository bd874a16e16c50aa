package io.futil.retry;

import io.futil.fanout.FanOutOperations;

import org.springframework.retry.RetryCallback;
import org.springframework.util.function.SingletonSupplier;

/**
 * An annotated method, with all about it that is the same for each call, found out once.
 * Holds nothing of an instance.
 */
final class RetriedMethod {

	private final AnnotatedMethod method;

	private final SingletonSupplier<MethodSettings> settings;

	private final SingletonSupplier<FanOutOperations> fanOut;

	private final SingletonSupplier<SpringRetryStrategy> strategy;

	RetriedMethod(AnnotatedMethod method, RetryBeans beans) {
		this.method = method;
		this.settings = SingletonSupplier.of(() -> MethodSettings.of(method, beans.placeholders()));
		this.fanOut = SingletonSupplier.of(() -> settings().configure(beans.fanOut()));
		this.strategy = SingletonSupplier.of(() -> settings().strategy(beans.defaults(), beans.listeners()));
	}

	AnnotatedMethod method() {
		return this.method;
	}

	/**
	 * What it asks for.
	 * @throws RefusedMethodException if that makes no sense
	 */
	MethodSettings settings() {
		return this.settings.obtain();
	}

	/** The template for a call, whose listeners are shown this callback. */
	FanOutOperations fanOut(RetryCallback<?, ?> callback) {
		return this.fanOut.obtain().retryWith(this.strategy.obtain().callback(callback));
	}

}

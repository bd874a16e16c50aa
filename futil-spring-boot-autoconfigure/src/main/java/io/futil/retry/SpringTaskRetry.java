package io.futil.retry;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.futil.fanout.spi.TaskRetry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.retry.ExhaustedRetryException;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.retry.TerminatedRetryException;
import org.springframework.retry.interceptor.MethodInvocationRetryCallback;
import org.springframework.retry.interceptor.RetryOperationsInterceptor;
import org.springframework.retry.support.Args;
import org.springframework.retry.support.RetrySynchronizationManager;

/**
 * The attempts of one task: the loop of a {@code RetryTemplate}, taken apart at the place
 * where that one sleeps.
 */
final class SpringTaskRetry implements TaskRetry {

	private static final Log logger = LogFactory.getLog(SpringTaskRetry.class);

	private final SpringRetryStrategy strategy;

	private final List<RetryListener> listeners;

	private final RetryContext context;

	/** How many listeners have been told of the start, and will be of the end. */
	private int opened;

	private @Nullable Supplier<Duration> pauses;

	private SpringTaskRetry(SpringRetryStrategy strategy) {
		this.strategy = strategy;
		this.listeners = strategy.listeners().get();
		this.context = strategy.policy().open(RetrySynchronizationManager.getContext());
	}

	static SpringTaskRetry begin(SpringRetryStrategy strategy) {
		SpringTaskRetry task = new SpringTaskRetry(strategy);
		Runnable unbind = task.register();
		try {
			task.open();
		}
		catch (Throwable ex) {
			task.close(null);
			throw ex;
		}
		finally {
			unbind.run();
		}
		return task;
	}

	private void open() {
		RetryCallback<?, ?> callback = this.strategy.callback();
		if (callback.getLabel() != null) {
			this.context.setAttribute(RetryContext.NAME, callback.getLabel());
		}
		if (callback instanceof MethodInvocationRetryCallback<?, ?> method) {
			this.context.setAttribute(RetryOperationsInterceptor.METHOD, method.getInvocation().getMethod());
			this.context.setAttribute(RetryOperationsInterceptor.METHOD_ARGS,
					new Args(method.getInvocation().getArguments()));
		}
		for (RetryListener listener : this.listeners) {
			this.opened++;
			if (!listener.open(this.context, callback)) {
				throw new TerminatedRetryException(
						"Retry terminated abnormally by interceptor before first attempt: " + listener);
			}
		}
		if (!this.context.hasAttribute(RetryContext.MAX_ATTEMPTS)) {
			this.context.setAttribute(RetryContext.MAX_ATTEMPTS, this.strategy.policy().getMaxAttempts());
		}
		this.pauses = this.strategy.pauses().start(this.context);
		if (!mayTry()) {
			throw new ExhaustedRetryException("The retry policy allows no attempt: " + this.strategy.policy(),
					this.context.getLastThrowable());
		}
	}

	private boolean mayTry() {
		return this.strategy.policy().canRetry(this.context) && !this.context.isExhaustedOnly();
	}

	@Override
	public Runnable bind() {
		Throwable last = this.context.getLastThrowable();
		if (last != null && !mayTry()) {
			// A policy is asked again behind the pause, as in a RetryTemplate: its time
			// may be over.
			this.context.setAttribute(RetryContext.EXHAUSTED, true);
			throw SpringTaskRetry.<RuntimeException>sneaky(last);
		}
		return register();
	}

	private Runnable register() {
		RetryContext outer = RetrySynchronizationManager.register(this.context);
		return () -> restore(outer);
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

	private static void restore(@Nullable RetryContext outer) {
		// Clearing binds the parent, which belongs to the thread of the first attempt.
		while (RetrySynchronizationManager.getContext() != null) {
			RetrySynchronizationManager.clear();
		}
		if (outer != null) {
			RetrySynchronizationManager.register(outer);
		}
	}

	@Override
	public @Nullable Duration next(Throwable failure) {
		Runnable unbind = register();
		try {
			register(failure);
			if (mayTry()) {
				return (this.pauses != null) ? this.pauses.get() : null;
			}
			this.context.setAttribute(RetryContext.EXHAUSTED, true);
			return null;
		}
		finally {
			unbind.run();
		}
	}

	private void register(Throwable failure) {
		try {
			this.strategy.policy().registerThrowable(this.context, failure);
		}
		finally {
			for (int i = this.opened; i-- > 0;) {
				this.listeners.get(i).onError(this.context, this.strategy.callback(), failure);
			}
		}
	}

	@Override
	public void end(@Nullable Throwable failure) {
		Runnable unbind = register();
		try {
			if (failure == null) {
				tell((listener) -> listener.onSuccess(this.context, this.strategy.callback(), null));
			}
			close(failure);
		}
		finally {
			unbind.run();
		}
	}

	private void close(@Nullable Throwable failure) {
		this.strategy.policy().close(this.context);
		this.context.setAttribute(RetryContext.CLOSED, true);
		tell((listener) -> listener.close(this.context, this.strategy.callback(), failure));
	}

	/** Tell those who know of the task, last come first, that it has its outcome. */
	private void tell(Consumer<RetryListener> news) {
		for (int i = this.opened; i-- > 0;) {
			RetryListener listener = this.listeners.get(i);
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				logger.warn("A retry listener failed after the last attempt; that changes nothing: " + listener, ex);
			}
		}
	}

}

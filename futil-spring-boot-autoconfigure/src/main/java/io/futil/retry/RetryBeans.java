package io.futil.retry;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.WorkerExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.retry.RetryListener;
import org.springframework.util.StringValueResolver;

/**
 * What annotated methods need of the application. All of it is asked for late: advice is
 * made before most beans are.
 */
final class RetryBeans implements AopInfrastructureBean, DisposableBean {

	private final ConfigurableListableBeanFactory beanFactory;

	private final Supplier<List<RetryListener>> listeners;

	private volatile boolean closed;

	RetryBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		this.listeners = SpringRetry.listeners(beanFactory);
	}

	StringValueResolver placeholders() {
		return this.beanFactory::resolveEmbeddedValue;
	}

	FanOutOperations fanOut() {
		return whileOpen(() -> this.beanFactory.getBean(FanOutOperations.class));
	}

	Supplier<List<RetryListener>> listeners() {
		return this.listeners;
	}

	RetrySettings defaults() {
		FanOutDefaults defaults = fanOutDefaults();
		return (defaults != null && defaults.retry() != null) ? defaults.retry() : RetrySettings.defaults();
	}

	private @Nullable FanOutDefaults fanOutDefaults() {
		return whileOpen(this.beanFactory.getBeanProvider(FanOutDefaults.class)::getIfAvailable);
	}

	ExecutorLookup executors() {
		return whileOpen(() -> this.beanFactory.getBean(ExecutorLookup.class));
	}

	/** A factory that has been closed would make beans again, of others that are gone. */
	private <B extends @Nullable Object> B whileOpen(Supplier<B> bean) {
		if (this.closed) {
			throw new FanOutRejectedException("The application context is closed, and the annotated method was not"
					+ " called before: what it needs is not there any more", null);
		}
		return bean.get();
	}

	@Override
	public void destroy() {
		this.closed = true;
	}

	/** Give a step the context of the current thread, as a task on that executor has. */
	Runnable decorate(String executor, Runnable step) {
		FanOutDefaults defaults = fanOutDefaults();
		String name = (executor.isEmpty() && defaults != null) ? defaults.executor() : executor;
		Executor found = executors().find(name);
		return (found instanceof WorkerExecutor worker) ? worker.decorate(step) : step;
	}

	/** Whether beans are proxied by subclasses even where they have interfaces. */
	boolean proxiesClasses() {
		@Nullable Object creator = this.beanFactory.containsBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
				? this.beanFactory.getBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME) : null;
		return creator instanceof ProxyConfig config && config.isProxyTargetClass();
	}

}

package io.futil.autoconfigure;

import java.util.concurrent.Executor;

import io.futil.fanout.FanOutTemplate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks at the start whether the default executor can serve calls at all, if it is a bean
 * of the application that has been made by then. Otherwise the first call says so.
 */
final class DefaultExecutorCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DefaultExecutorCheck.class);

	private final String name;

	private final BeanExecutorLookup executors;

	private final ObjectProvider<FanOutTemplate> fanOut;

	DefaultExecutorCheck(String name, BeanExecutorLookup executors, ObjectProvider<FanOutTemplate> fanOut) {
		this.name = name;
		this.executors = executors;
		this.fanOut = fanOut;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Executor executor = this.executors.ifMade(this.name);
		if (executor != null) {
			try {
				this.fanOut.ifUnique((template) -> template.on(executor));
			}
			catch (IllegalArgumentException ex) {
				refuse(String.valueOf(ex.getMessage()));
			}
		}
	}

	private void refuse(String reason) {
		if (!this.name.equals(FutilExecutorsAutoConfiguration.IO)) {
			throw new InvalidSettingException("futil.fan-out.executor", this.name, reason,
					"Change the bean '" + this.name + "', or set another executor");
		}
		// The application may have a bean of that name for other things, and never call.
		logger.warn(reason + ". Change the bean '" + this.name
				+ "', or set futil.fan-out.executor to another executor: this one will be refused");
	}

}

package io.futil.autoconfigure;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.RetryDriver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The {@link FanOutTemplate} over the executors of the application, unless it has its own
 * {@link FanOutOperations}.
 */
@AutoConfiguration(after = FutilExecutorsAutoConfiguration.class)
public final class FutilFanOutAutoConfiguration {

	@Bean
	FanOutDefaults futilFanOutDefaults(FutilProperties properties, BeanExecutorLookup executors) {
		FutilProperties.FanOut fanOut = properties.fanOut();
		executors.requireKnown(fanOut.executor());
		return new FanOutDefaults(fanOut.executor(), fanOut.timeout(), fanOut.cancelGrace(),
				properties.retry().settings(), fanOut.hedgeBudget());
	}

	@Bean
	@Lazy(false)
	// Of a parent context it would not know the executors of this one.
	@ConditionalOnMissingBean(value = FanOutOperations.class, search = SearchStrategy.CURRENT)
	FanOutTemplate fanOutTemplate(BeanExecutorLookup executors, FanOutDefaults defaults,
			ObjectProvider<RetryDriver> retryDriver, ObjectProvider<CallListener> listeners,
			ObjectProvider<ContextPort> context) {
		Extensions extensions = new Extensions(retryDriver.getIfAvailable(), listeners.orderedStream().toList(),
				context.getIfAvailable());
		return new FanOutTemplate(executors, defaults, extensions);
	}

	@Bean
	@Lazy(false)
	DefaultExecutorCheck futilDefaultExecutorCheck(FutilProperties properties, BeanExecutorLookup executors,
			ObjectProvider<FanOutTemplate> fanOut) {
		return new DefaultExecutorCheck(properties.fanOut().executor(), executors, fanOut);
	}

}

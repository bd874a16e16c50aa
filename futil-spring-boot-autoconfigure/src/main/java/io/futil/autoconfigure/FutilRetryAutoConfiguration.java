package io.futil.autoconfigure;

import io.futil.fanout.spi.RetryDriver;
import io.futil.retry.ParallelRetryConfiguration;
import io.futil.retry.ParallelRetryable;
import io.futil.retry.SpringRetry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Retry through Spring Retry, if that is there: its listeners hear of every task that is
 * retried, and methods can be annotated with {@link ParallelRetryable}.
 */
@AutoConfiguration(after = FutilFanOutAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.retry.support.RetryTemplate")
@Import(ParallelRetryConfiguration.class)
public final class FutilRetryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RetryDriver futilRetryDriver(BeanFactory beanFactory) {
		return SpringRetry.driver(beanFactory);
	}

}

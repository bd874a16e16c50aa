package io.futil.autoconfigure;

import io.futil.context.SpringContext;
import io.futil.fanout.spi.ContextPort;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Takes the context of a caller to its tasks: logging context, locale, identity, what is
 * registered with Micrometer's context propagation, and request attributes where
 * {@code futil.context.request-attributes} is set. An application's own
 * {@link ContextPort} takes its place.
 */
@AutoConfiguration(after = FutilExecutorsAutoConfiguration.class, before = FutilFanOutAutoConfiguration.class)
public final class FutilContextAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextPort futilContextPort(FutilProperties properties, BeanFactory beans) {
		return SpringContext.port(beans, properties.context().requestAttributes());
	}

}

package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.Map;

import io.futil.retry.ParallelRetryable;
import org.springframework.retry.annotation.Backoff;
import org.springframework.stereotype.Component;

/**
 * Asks for what things cost until there is an answer, for which its caller waits.
 */
@Component
class PriceClient {

	private final UpstreamClient upstream;

	PriceClient(UpstreamClient upstream) {
		this.upstream = upstream;
	}

	@ParallelRetryable(executor = "io", operation = "prices", retryFor = UpstreamException.class,
			maxAttemptsExpression = "${storefront.attempts:4}",
			backoff = @Backoff(delayExpression = "${storefront.back-off:50ms}", multiplier = 2))
	Map<String, BigDecimal> prices(Inquiry inquiry) {
		return this.upstream.prices(inquiry);
	}

}

package io.futil.sample.storefront;

import java.util.List;

import io.futil.retry.ParallelRetryable;
import org.springframework.retry.annotation.Backoff;
import org.springframework.stereotype.Component;

/**
 * Asks for what is for sale until there is an answer. Whoever calls waits for it, and
 * within a call that has a deadline not longer than that.
 */
@Component
class CatalogClient {

	private final UpstreamClient upstream;

	CatalogClient(UpstreamClient upstream) {
		this.upstream = upstream;
	}

	@ParallelRetryable(executor = "io", operation = "catalog", retryFor = UpstreamException.class,
			maxAttemptsExpression = "${storefront.attempts:4}",
			backoff = @Backoff(delayExpression = "${storefront.back-off:50ms}", multiplier = 2))
	List<Product> catalog(Inquiry inquiry) {
		return this.upstream.catalog(inquiry);
	}

}

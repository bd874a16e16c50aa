package io.futil.sample.storefront;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.futil.retry.ParallelRetryable;
import org.springframework.retry.annotation.Backoff;
import org.springframework.stereotype.Component;

/**
 * Asks for what people think until there is an answer. The future is there at once: the
 * method runs on the executor.
 */
@Component
class ReviewClient {

	private final UpstreamClient upstream;

	ReviewClient(UpstreamClient upstream) {
		this.upstream = upstream;
	}

	@ParallelRetryable(executor = "io", operation = "reviews", retryFor = UpstreamException.class,
			maxAttemptsExpression = "${storefront.attempts:4}",
			backoff = @Backoff(delayExpression = "${storefront.back-off:50ms}", multiplier = 2))
	CompletableFuture<Map<String, Integer>> reviews(Inquiry inquiry) {
		return CompletableFuture.completedFuture(this.upstream.reviews(inquiry));
	}

}

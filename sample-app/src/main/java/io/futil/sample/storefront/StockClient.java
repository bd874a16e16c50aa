package io.futil.sample.storefront;

import java.util.Collection;
import java.util.List;

import io.futil.retry.ParallelRetryable;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Recover;
import org.springframework.stereotype.Component;

/**
 * Asks how many there are of many things: some at a time, side by side. Each part is
 * asked for until there is an answer, and given up by itself.
 */
@Component
class StockClient {

	private final UpstreamClient upstream;

	StockClient(UpstreamClient upstream) {
		this.upstream = upstream;
	}

	@ParallelRetryable(executor = "io", operation = "stock", retryFor = UpstreamException.class,
			batchSizeExpression = "${storefront.stock-batch:2}", maxAttemptsExpression = "${storefront.attempts:4}",
			backoff = @Backoff(delayExpression = "${storefront.back-off:50ms}", multiplier = 2))
	List<Stock> stock(Collection<String> skus) {
		return this.upstream.stock(skus);
	}

	@Recover
	List<Stock> unknown(UpstreamException failure, Collection<String> skus) {
		return skus.stream().map(Stock::unknown).toList();
	}

}

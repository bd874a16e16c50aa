package io.futil.docs;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.futil.docs.Domain.FlakyClient;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.retry.ParallelRetryable;

import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Recover;
import org.springframework.stereotype.Service;

/**
 * How methods are tried again.
 */
@Service
class Quotes {

	private final FlakyClient client;

	private final QuoteCache cache = new QuoteCache();

	Quotes(FlakyClient client) {
		this.client = client;
	}

	@ParallelRetryable(executor = "io", maxAttempts = 4, backoff = @Backoff(delay = 50, multiplier = 2))
	CompletableFuture<Quote> quote(String symbol) throws IOException {
		return CompletableFuture.completedFuture(this.client.quote(symbol));
	}

	@ParallelRetryable(batchSize = 100, timeoutExpression = "${quotes.timeout:2s}")
	List<Quote> quotes(Collection<String> symbols) throws IOException {
		return this.client.quotes(symbols);
	}

	@Recover
	List<Quote> lastKnown(IOException failure, Collection<String> symbols) {
		return this.cache.quotes(symbols);
	}

}

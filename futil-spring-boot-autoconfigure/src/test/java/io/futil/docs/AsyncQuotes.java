package io.futil.docs;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

/**
 * A client as one writes it for {@code @Async}.
 */
@Service
class AsyncQuotes {

	private final QuoteClient client;

	AsyncQuotes(QuoteClient client) {
		this.client = client;
	}

	@Async
	CompletableFuture<Quote> quote(String symbol) {
		try {
			return CompletableFuture.completedFuture(this.client.quote(symbol));
		}
		catch (IOException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}

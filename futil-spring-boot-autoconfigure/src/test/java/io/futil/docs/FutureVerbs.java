package io.futil.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutFuture.Until;
import io.futil.fanout.FanOutFuture.Waited;
import io.futil.fanout.FanOutOperations;

import static java.time.Duration.ofSeconds;

/**
 * The verbs that return a future.
 */
final class FutureVerbs {

	private final FanOutOperations fanOut;

	private final QuoteClient client;

	FutureVerbs(FanOutOperations fanOut, QuoteClient client) {
		this.fanOut = fanOut;
		this.client = client;
	}

	CompletableFuture<String> submit() {
		FanOutOperations fanOut = this.fanOut;
		QuoteClient client = this.client;

		FanOutFuture<Quote> quote = fanOut.submit(() -> client.quote("ACME"));
		CompletableFuture<String> line = quote.orTimeout(1, TimeUnit.SECONDS).thenApply(Quote::symbol);

		return line;
	}

	FanOutFuture<List<Quote>> async(List<String> symbols) {
		FanOutOperations fanOut = this.fanOut;
		QuoteClient client = this.client;

		FanOutFuture<List<Quote>> quotes = fanOut.timeout(ofSeconds(1)).async().map(symbols, client::quote);

		return quotes;
	}

	Waited<FanOutFuture<Quote>> await(List<FanOutFuture<Quote>> futures) {
		Waited<FanOutFuture<Quote>> waited = FanOutFuture.await(futures, Until.FIRST_COMPLETED, ofSeconds(1));
		waited.notDone().forEach((late) -> late.cancel(true));

		return waited;
	}

	List<Quote> asCompleted(List<FanOutFuture<Quote>> futures) {
		List<Quote> quotes = new ArrayList<>();
		try (var completed = FanOutFuture.asCompleted(futures, ofSeconds(1))) {
			completed.forEach((future) -> quotes.add(future.join()));
		}

		return quotes;
	}

}

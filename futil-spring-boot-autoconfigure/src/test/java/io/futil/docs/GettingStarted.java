package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.docs.Domain.QuoteClient;
import io.futil.fanout.FanOutOperations;

import static java.time.Duration.ofSeconds;

/**
 * The second steps.
 */
final class GettingStarted {

	private final FanOutOperations fanOut;

	private final QuoteClient client = new QuoteClient();

	private final QuoteCache cache = new QuoteCache();

	GettingStarted(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	List<Quote> quotes(List<String> symbols) {
		return this.fanOut.named("quotes").timeout(ofSeconds(2)).map(symbols, this.client::quote);
	}

	List<Quote> orLast(List<String> symbols) {
		return this.fanOut.named("quotes")
			.timeout(ofSeconds(2))
			.mapOrElse(symbols, this.client::quote, (symbol, failure) -> this.cache.last(symbol));
	}

}

package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;
import io.futil.fanout.FanOutOperations;
import org.springframework.stereotype.Service;

/**
 * The first example of the README.
 */
@Service
class Portfolio {

	private final FanOutOperations fanOut;

	private final QuoteClient client;

	Portfolio(FanOutOperations fanOut, QuoteClient client) {
		this.fanOut = fanOut;
		this.client = client;
	}

	List<Quote> quotes(List<String> symbols) {
		return this.fanOut.map(symbols, this.client::quote);
	}

}

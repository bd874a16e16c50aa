package io.futil.docs;

import java.util.ArrayList;
import java.util.List;

import io.futil.docs.Domain.Mailer;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Probe;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.Site;
import io.futil.docs.Domain.Warehouse;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;

/**
 * The verbs that return a list.
 */
final class ListVerbs {

	private final FanOutOperations fanOut;

	ListVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	List<Quote> map(List<String> symbols) {
		QuoteClient client = new QuoteClient();
		FanOutOperations fanOut = this.fanOut;

		List<Quote> quotes = fanOut.map(symbols, client::quote);

		return quotes;
	}

	List<Integer> mapOrDefault(List<String> articles) {
		Warehouse warehouse = new Warehouse();
		FanOutOperations fanOut = this.fanOut;

		List<Integer> stock = fanOut.mapOrDefault(articles, warehouse::count, 0);

		return stock;
	}

	List<Quote> mapOrElse(List<String> symbols) {
		QuoteClient client = new QuoteClient();
		QuoteCache cache = new QuoteCache();
		FanOutOperations fanOut = this.fanOut;

		List<Quote> quotes = fanOut.mapOrElse(symbols, client::quote, (symbol, failure) -> cache.last(symbol));

		return quotes;
	}

	List<Site> filter(List<Site> sites) {
		Probe probe = new Probe();
		FanOutOperations fanOut = this.fanOut;

		List<Site> alive = fanOut.filter(sites, probe::answers);

		return alive;
	}

	Mailer forEach(List<Order> orders) {
		Mailer mailer = new Mailer();
		FanOutOperations fanOut = this.fanOut;

		fanOut.forEach(orders, mailer::confirm);

		return mailer;
	}

	List<String> results(List<String> symbols) {
		QuoteClient client = new QuoteClient();
		List<String> report = new ArrayList<>();
		FanOutOperations fanOut = this.fanOut;

		for (TaskResult<String, Quote> result : fanOut.results(symbols, client::quote)) {
			if (result instanceof TaskResult.Failure<String, Quote> failure) {
				report.add(failure.item() + ": " + failure.reason() + " after " + failure.attempts());
			}
		}

		return report;
	}

}

package io.futil.docs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Page;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Users;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import org.slf4j.MDC;

import static java.time.Duration.ofMillis;

/**
 * The same shapes, after the move.
 */
final class WithFanOut {

	private final FanOutOperations fanOut;

	WithFanOut(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	List<Quote> all(List<String> symbols, QuoteClient client) {
		return this.fanOut.map(symbols, client::quote);
	}

	Rate any(RateSource a, RateSource b) {
		return this.fanOut.firstSuccess(Tasks.of("a", a::rate).and("b", b::rate)).value();
	}

	List<Quote> orLast(List<String> symbols, QuoteClient client, QuoteCache cache) {
		return this.fanOut.mapOrElse(symbols, client::quote, (symbol, failure) -> cache.last(symbol));
	}

	FanOutFuture<Image> within(Callable<Image> rendering) {
		return this.fanOut.timeout(ofMillis(50)).submit(rendering);
	}

	String logged() {
		MDC.put("shipment", "4711");
		return this.fanOut.submit(() -> "shipment " + MDC.get("shipment")).join();
	}

	Page page(int id, Users users, Callable<List<String>> ads) {
		return this.fanOut.timeout(ofMillis(300)).gather((g) -> {
			var user = g.require("user", () -> users.find(id));
			var top = g.optional("ads", ads).orElse(List.of());
			return new Page(user.get(), top.get());
		});
	}

	List<Image> eightAtOnce(List<Image> images, Function<Image, Image> scale) {
		return this.fanOut.concurrency(8).map(images, scale::apply);
	}

	FanOutFuture<Integer> nested() {
		return this.fanOut.submit(() -> this.fanOut.submit(() -> 1).join() + 1);
	}

}

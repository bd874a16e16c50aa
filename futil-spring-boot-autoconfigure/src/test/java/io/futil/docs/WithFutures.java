package io.futil.docs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Page;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteCache;
import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Users;
import org.slf4j.MDC;

/**
 * The usual shapes, before the move.
 */
final class WithFutures {

	private final Executor executor;

	WithFutures(Executor executor) {
		this.executor = executor;
	}

	List<Quote> all(List<String> symbols, AsyncQuotes quotes) {
		List<CompletableFuture<Quote>> futures = symbols.stream().map(quotes::quote).toList();
		CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).join();
		return futures.stream().map(CompletableFuture::join).toList();
	}

	Rate any(RateSource a, RateSource b) {
		CompletableFuture<Object> first = CompletableFuture.anyOf(CompletableFuture.supplyAsync(a::rate, this.executor),
				CompletableFuture.supplyAsync(b::rate, this.executor));
		return (Rate) first.join();
	}

	Quote orLast(String symbol, AsyncQuotes quotes, QuoteCache cache) {
		return quotes.quote(symbol).exceptionally((failure) -> cache.last(symbol)).join();
	}

	CompletableFuture<Image> within(Supplier<Image> rendering) {
		return CompletableFuture.supplyAsync(rendering, this.executor).orTimeout(50, TimeUnit.MILLISECONDS);
	}

	String logged() {
		MDC.put("shipment", "4711");
		return CompletableFuture.supplyAsync(() -> "shipment " + MDC.get("shipment"), this.executor).join();
	}

	Page page(int id, Users users, Supplier<List<String>> ads) {
		CompletableFuture<List<String>> top = CompletableFuture.supplyAsync(ads, this.executor)
			.completeOnTimeout(List.of(), 300, TimeUnit.MILLISECONDS)
			.exceptionally((failure) -> List.of());
		return CompletableFuture.supplyAsync(() -> users.find(id), this.executor).thenCombine(top, Page::new).join();
	}

	List<Image> eightAtOnce(List<Image> images, Function<Image, Image> scale) {
		Semaphore places = new Semaphore(8);
		List<CompletableFuture<Image>> futures = images.stream().map((image) -> CompletableFuture.supplyAsync(() -> {
			places.acquireUninterruptibly();
			try {
				return scale.apply(image);
			}
			finally {
				places.release();
			}
		}, this.executor)).toList();
		return futures.stream().map(CompletableFuture::join).toList();
	}

	CompletableFuture<Integer> nested() {
		return CompletableFuture.supplyAsync(() -> CompletableFuture.supplyAsync(() -> 1, this.executor).join() + 1,
				this.executor);
	}

}

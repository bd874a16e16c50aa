package io.futil.docs;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the examples are about.
 */
final class Domain {

	private Domain() {
	}

	/** A price. */
	record Quote(String symbol) {
	}

	/** Fails with a checked exception, as clients do. */
	static class QuoteClient {

		Quote quote(String symbol) throws IOException {
			if (symbol.isEmpty()) {
				throw new IOException("no symbol");
			}
			return new Quote(symbol);
		}

	}

	/** Fails a few times, and always for a symbol that is empty. */
	static class FlakyClient {

		private final AtomicInteger failures;

		FlakyClient(int failures) {
			this.failures = new AtomicInteger(failures);
		}

		@Autowired
		FlakyClient() {
			this(2);
		}

		Quote quote(String symbol) throws IOException {
			if (symbol.isEmpty() || this.failures.getAndDecrement() > 0) {
				throw new IOException("no answer");
			}
			return new Quote(symbol);
		}

		List<Quote> quotes(Collection<String> symbols) throws IOException {
			List<Quote> quotes = new ArrayList<>();
			for (String symbol : symbols) {
				quotes.add(quote(symbol));
			}
			return quotes;
		}

	}

	/** Says when to come back. */
	static class Busy extends IOException {

		private final transient Duration retryAfter;

		Busy(Duration retryAfter) {
			super("busy");
			this.retryAfter = retryAfter;
		}

		Duration retryAfter() {
			return this.retryAfter;
		}

	}

	/** Remembers prices. */
	static class QuoteCache {

		Quote last(String symbol) {
			return new Quote("last " + symbol);
		}

		List<Quote> quotes(Collection<String> symbols) {
			return symbols.stream().map((symbol) -> new Quote("last known")).toList();
		}

	}

	/** A picture. */
	record Image(int width) {
	}

	/** Has an overload, so that a method reference to it has to be resolved. */
	static final class Thumbnails {

		private Thumbnails() {
		}

		static Image scale(Image image) {
			return scale(image, 10);
		}

		static Image scale(Image image, int divisor) {
			return new Image(image.width() / divisor);
		}

	}

	/** Somewhere. */
	record Place(String address) {
	}

	/** Finds places. */
	static class Geocoder {

		Place locate(String address) throws IOException {
			if (address.isEmpty()) {
				throw new IOException("no address");
			}
			return new Place(address);
		}

	}

	/** A person. */
	record User(int id) {
	}

	/** Finds people. */
	static class Users {

		User find(int id) {
			return new User(id);
		}

	}

	/** Finds advertisements. */
	static class AdServer {

		List<String> top() {
			return List.of("an ad");
		}

	}

	/** What is shown. */
	record Page(User user, List<String> ads) {
	}

	/** A rate of exchange. */
	record Rate(String source) {
	}

	/** Knows rates. */
	record RateSource(String name) {

		Rate rate() {
			return new Rate(this.name);
		}

	}

	/** What is sent. */
	record Parcel(Order order) {
	}

	/** Packs what was ordered, and knows what there is of most articles. */
	static class Warehouse {

		int count(String article) throws IOException {
			if (article.isEmpty()) {
				throw new IOException("no article");
			}
			return article.length();
		}

		Parcel pack(Order order) {
			return new Parcel(order);
		}

	}

	/** Shows how far things have come. */
	static class Display {

		private volatile OptionalDouble share = OptionalDouble.empty();

		private volatile Optional<Duration> left = Optional.empty();

		void show(OptionalDouble share, Optional<Duration> left) {
			this.share = share;
			this.left = left;
		}

		OptionalDouble share() {
			return this.share;
		}

		Optional<Duration> left() {
			return this.left;
		}

	}

	/** A row of a table. */
	record Row(String replica) {
	}

	/** A copy of a table, which may fail. */
	record Replica(String name) {

		static Row read(Replica replica) {
			if (replica.name().equals("broken")) {
				throw new IllegalStateException("down");
			}
			return new Row(replica.name());
		}

	}

	/** Something to report on. */
	record Order(int number) {
	}

	/** Writes to customers. */
	static class Mailer {

		private final Set<Order> confirmed = ConcurrentHashMap.newKeySet();

		void confirm(Order order) throws IOException {
			if (order.number() < 0) {
				throw new IOException("no such order");
			}
			this.confirmed.add(order);
		}

		Set<Order> confirmed() {
			return this.confirmed;
		}

	}

	/** A site that is asked whether it is there. */
	record Site(String host) {
	}

	/** Asks sites. */
	static class Probe {

		boolean answers(Site site) {
			return !site.host().isEmpty();
		}

	}

	/** What an order costs. */
	record Price(Order order, BigDecimal amount) {
	}

	/** A report. */
	record Report(Order order, String thread) {
	}

	/** Makes reports, and counts them. */
	static class Renderer {

		private final AtomicInteger rendered = new AtomicInteger();

		Report render(Order order) {
			this.rendered.incrementAndGet();
			return new Report(order, Thread.currentThread().getName());
		}

		int rendered() {
			return this.rendered.get();
		}

	}

}

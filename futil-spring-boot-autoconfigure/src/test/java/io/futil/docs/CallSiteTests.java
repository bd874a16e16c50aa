package io.futil.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Quote;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.Thumbnails;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutFuture.Until;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What users will write: above all it has to compile, with the types inferred.
 */
class CallSiteTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final FanOutOperations fanOut = FanOutTemplate.of(this.pool);

	private final QuoteClient client = new QuoteClient();

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void methodReferencesThatThrowAndThatAreOverloaded() {
		List<Quote> quotes = this.fanOut.map(List.of("a", "b"), this.client::quote);
		List<Image> thumbnails = this.fanOut.map(Set.of(new Image(30)), Thumbnails::scale);
		List<String> strings = this.fanOut.map(List.of(1, 2), String::valueOf);
		List<Integer> parsed = this.fanOut.map(List.of("1"), Integer::parseInt);
		List<Path> paths = this.fanOut.map(List.of("x"), Path::of);
		assertThat(quotes).containsExactly(new Quote("a"), new Quote("b"));
		assertThat(thumbnails).containsExactly(new Image(3));
		assertThat(strings).containsExactly("1", "2");
		assertThat(parsed).containsExactly(1);
		assertThat(paths).containsExactly(Path.of("x"));
	}

	@Test
	void checkedExceptionsNeedNoTryBlock() {
		assertThatExceptionOfType(FanOutException.class).isThrownBy(() -> this.fanOut.map(List.of(""), (symbol) -> {
			if (symbol.isEmpty()) {
				throw new IOException("checked");
			}
			return symbol;
		})).withCauseInstanceOf(IOException.class);
	}

	@Test
	void functionsStreamsAndRangesAreGivenByReference() {
		Function<String, Integer> length = String::length;
		Stream<String> stream = Stream.of("a", "bb");
		Iterable<Integer> range = IntStream.range(0, 3).boxed()::iterator;
		var lengths = this.fanOut.map(stream::iterator, length::apply);
		List<Integer> doubled = this.fanOut.map(range, (i) -> 2 * i);
		assertThat(lengths).containsExactly(1, 2);
		assertThat(doubled).containsExactly(0, 2, 4);
	}

	@Test
	void subtypesAndWildcards() {
		Collection<? extends Number> numbers = List.of(1, 2.5);
		List<Object> objects = this.fanOut.<Number, Object>map(numbers, Number::intValue);
		List<Number> same = this.fanOut.map(List.of(1, 2), (Integer i) -> i);
		assertThat(objects).containsExactly(1, 2);
		assertThat(same).containsExactly(1, 2);
	}

	@Test
	void filtersAndActions() {
		var seen = new ConcurrentLinkedQueue<String>();
		List<String> kept = this.fanOut.filter(List.of("", "a"), (s) -> !s.isEmpty());
		List<String> empty = this.fanOut.filter(List.of("", "a"), String::isEmpty);
		this.fanOut.forEach(List.of("a"), seen::add);
		this.fanOut.forEach(kept, (s) -> TimeUnit.NANOSECONDS.sleep(1));
		assertThat(kept).containsExactly("a");
		assertThat(empty).containsExactly("");
		assertThat(seen).containsExactly("a");
	}

	@Test
	void defaultsAndFallbacks() {
		List<Optional<Quote>> optional = this.fanOut.mapOrDefault(List.of("", "a"),
				(symbol) -> Optional.of(this.client.quote(symbol)), Optional.empty());
		List<@Nullable Quote> nullable = this.fanOut.mapOrDefault(List.of("", "a"), this.client::quote, null);
		List<String> told = this.fanOut.mapOrElse(List.of("", "a"), (symbol) -> this.client.quote(symbol).symbol(),
				(symbol, failure) -> failure.getMessage());
		assertThat(optional).containsExactly(Optional.empty(), Optional.of(new Quote("a")));
		assertThat(nullable).containsExactly(null, new Quote("a"));
		assertThat(told).containsExactly("no symbol", "a");
	}

	@Test
	void resultsAndStreams() {
		List<String> lines = this.fanOut.results(List.of("", "a"), this.client::quote)
			.stream()
			.map((result) -> result.ok() ? result.value().symbol() : result.error().orElseThrow().getMessage())
			.toList();
		assertThat(lines).containsExactly("no symbol", "a");
		for (TaskResult<String, Quote> result : this.fanOut.results(List.of("a"), this.client::quote)) {
			if (result instanceof TaskResult.Success<String, Quote> success) {
				assertThat(success.value().symbol()).isEqualTo(result.item());
			}
		}
		try (var stream = this.fanOut.stream(List.of(1, 2, 3), (i) -> i + 1)) {
			assertThat(stream.mapToInt(Integer::intValue).sum()).isEqualTo(9);
		}
		try (Stream<TaskResult<Integer, Integer>> completed = this.fanOut.asCompleted(List.of(1, 2), (i) -> -i)) {
			assertThat(completed.map(TaskResult::value)).containsExactlyInAnyOrder(-1, -2);
		}
	}

	@Test
	void namedTasksInMapsAndInTasks() {
		Map<String, Integer> sizes = this.fanOut.scatterGather(Map.of("a", () -> 1, "b", () -> 2));
		Map<String, Object> mixed = this.fanOut.scatterGather(Tasks.<Object>of("n", () -> 1).and("s", () -> "x"));
		Map<String, Quote> quotes = this.fanOut
			.scatterGather(Tasks.of("a", () -> this.client.quote("a")).and("b", () -> this.client.quote("b")));
		Map<String, Callable<String>> given = Map.of("only", () -> "given");
		Map<String, TaskResult<String, String>> results = this.fanOut.scatterGatherResults(given);
		Winner<String> winner = this.fanOut.firstSuccess(given);
		var hedged = this.fanOut.hedge(ofSeconds(1)).firstSuccess(Tasks.of("a", () -> 1).and("b", () -> 2));
		var learned = this.fanOut.named("given").hedgeAtQuantile(0.95).async().firstSuccess(given);
		Winner<Quote> quote = this.fanOut.firstSuccess(Map.of("a", () -> this.client.quote("a")));
		assertThat(sizes).containsEntry("a", 1).containsEntry("b", 2);
		assertThat(mixed).containsExactly(Map.entry("n", 1), Map.entry("s", "x"));
		assertThat(quotes).containsOnlyKeys("a", "b");
		assertThat(results.get("only").value()).isEqualTo("given");
		assertThat(winner).isEqualTo(new Winner<>("only", "given"));
		assertThat(quote.value().symbol()).isEqualTo("a");
		assertThat(hedged.value()).isEqualTo(1);
		assertThat(learned.join().value()).isEqualTo("given");
	}

	@Test
	void branchesOfDifferentTypes() {
		String page = this.fanOut.gather((g) -> {
			var quote = g.require("quote", () -> this.client.quote("a"));
			var count = g.require("count", () -> 3);
			var none = g.<List<String>>optional("none", () -> {
				throw new IOException("down");
			}).orElse(List.of());
			var told = g.optional("told", () -> this.client.quote("")).orElseGet((failure) -> new Quote("instead"));
			return quote.get().symbol() + count.get() + none.get() + told.get().symbol() + none.result().ok();
		});
		assertThat(page).isEqualTo("a3[]insteadfalse");
	}

	@Test
	void futures() throws Exception {
		FanOutFuture<Quote> one = this.fanOut.submit(() -> this.client.quote("a"));
		FanOutFuture<List<Quote>> all = this.fanOut.timeout(ofSeconds(10))
			.async()
			.map(List.of("a", "b"), this.client::quote);
		var waited = FanOutFuture.await(List.of(one, all), Until.ALL_COMPLETED, ofSeconds(10));
		try (var completed = FanOutFuture.asCompleted(List.of(one, all), ofSeconds(10))) {
			assertThat(completed.count()).isEqualTo(2);
		}
		assertThat(waited.notDone()).isEmpty();
		assertThat(one.thenCombine(all, (quote, quotes) -> quotes.contains(quote)).get()).isTrue();
	}

}

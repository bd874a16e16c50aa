package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingConsumer;
import org.springframework.util.function.ThrowingFunction;

/**
 * The fan-out of an application: the verbs of {@link FanOutOperations} over its
 * executors. A bean of this type is there once the starter is; {@link #of} serves plain
 * Java and unit tests.
 *
 * <pre class="code">
 * FanOutOperations fanOut = FanOutTemplate.of(pool);
 * List&lt;Quote&gt; quotes = fanOut.map(symbols, client::quote);
 * </pre>
 *
 * Immutable and thread-safe. Holds no threads of its own but a clock, a daemon that ends
 * when it has nothing to do; there is nothing to close.
 */
public final class FanOutTemplate implements FanOutOperations {

	private static final Duration DEFAULT_GRACE = Duration.ofSeconds(1);

	private final Engine engine;

	private final CallOptions options;

	/**
	 * A template over named executors.
	 * @param executors finds them
	 * @param defaults what a call uses unless it says otherwise
	 */
	public FanOutTemplate(ExecutorLookup executors, FanOutDefaults defaults) {
		this(executors, defaults, Extensions.NONE);
	}

	/**
	 * A template over named executors, with extensions of the engine.
	 * @param executors finds them
	 * @param defaults what a call uses unless it says otherwise
	 * @param extensions who drives retries, who listens, what takes context along
	 */
	public FanOutTemplate(ExecutorLookup executors, FanOutDefaults defaults, Extensions extensions) {
		this(new Engine(Arguments.notNull(executors, "executors"), Arguments.notNull(defaults, "defaults"),
				Arguments.notNull(extensions, "extensions")));
	}

	private FanOutTemplate(Engine engine) {
		this(engine, engine.options());
	}

	FanOutTemplate(Engine engine, CallOptions options) {
		this.engine = engine;
		this.options = options;
	}

	/**
	 * A template over one executor: no time-out, a grace of 1 second. It knows of nothing
	 * but threads: tasks have no logging context and no identity of their caller, a
	 * transaction is not hidden from those that run on the caller's thread, and nothing
	 * is metered. For all that inject the bean, and say {@link #on(Executor)}.
	 * @param executor the executor, which stays the caller's to shut down
	 * @return the template
	 * @throws IllegalArgumentException if it is a pool with a discard policy
	 */
	public static FanOutTemplate of(Executor executor) {
		Arguments.notNull(executor, "executor");
		FanOutDefaults defaults = new FanOutDefaults(PlainExecutorLookup.NAME, null, DEFAULT_GRACE);
		Engine engine = new Engine(new PlainExecutorLookup(executor), defaults, Extensions.NONE);
		return new FanOutTemplate(engine, engine.options().handle(engine.handle(executor)));
	}

	private FanOutTemplate with(CallOptions options) {
		return new FanOutTemplate(this.engine, options);
	}

	// Where and how

	@Override
	public FanOutOperations on(String executor) {
		return with(this.options.handle(this.engine.handle(Arguments.given(executor, "executor", "on"))));
	}

	@Override
	public FanOutOperations on(Executor executor) {
		return with(this.options.handle(this.engine.handle(Arguments.given(executor, "executor", "on"))));
	}

	@Override
	public FanOutOperations named(String operation) {
		return with(this.options.operation(Arguments.name(operation, "operation")));
	}

	@Override
	public FanOutOperations concurrency(int limit) {
		return with(this.options.concurrency(Arguments.atLeastOne(limit, Arguments.of("limit", "concurrency"))));
	}

	@Override
	public FanOutOperations timeout(Duration timeout) {
		return with(this.options.timeout(Arguments.positive(timeout, Arguments.of("timeout", "timeout"))));
	}

	@Override
	public FanOutOperations taskTimeout(Duration timeout) {
		return with(this.options.taskTimeout(Arguments.positive(timeout, Arguments.of("timeout", "taskTimeout"))));
	}

	@Override
	public FanOutOperations cancelGrace(Duration grace) {
		return with(this.options.cancelGrace(Arguments.notNegative(grace, Arguments.of("grace", "cancelGrace"))));
	}

	@Override
	public FanOutOperations retry(RetrySettings settings) {
		return with(this.options.retry(this.engine.strategy(Arguments.notNull(settings, "settings"))));
	}

	@Override
	public FanOutOperations retryWith(RetryStrategy strategy) {
		return with(this.options.retry(Arguments.notNull(strategy, "strategy")));
	}

	@Override
	public FanOutOperations rateLimit(int permits, Duration period) {
		return with(this.options.rate(new Rate(Arguments.atLeastOne(permits, Arguments.of("permits", "rateLimit")),
				Arguments.positive(period, Arguments.of("period", "rateLimit")))));
	}

	@Override
	public FanOutOperations hedge(Duration delay) {
		return with(this.options.hedge(new Hedge.After(Arguments.notNegative(delay, Arguments.of("delay", "hedge")))));
	}

	@Override
	public FanOutOperations hedgeAtQuantile(double quantile) {
		return with(this.options
			.hedge(new Hedge.AtQuantile(Arguments.share(quantile, Arguments.of("quantile", "hedgeAtQuantile")))));
	}

	@Override
	public FanOutOperations chunkSize(int items) {
		return with(this.options.chunkSize(Arguments.atLeastOne(items, Arguments.of("items", "chunkSize"))));
	}

	@Override
	public FanOutOperations onProgress(Consumer<Progress> listener) {
		return with(this.options.progress(Arguments.notNull(listener, "listener")));
	}

	// Collections

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn) {
		ListCall<T, R> call = mapping(items, fn);
		call.run();
		return call.values();
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<R> mapOrDefault(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn, R defaultValue) {
		return recovering("mapOrDefault", items, fn, (item, failure) -> defaultValue);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<R> mapOrElse(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn,
			BiFunction<? super T, ? super Throwable, ? extends R> fallback) {
		return recovering("mapOrElse", items, fn, Arguments.notNull(fallback, "fallback"));
	}

	@Override
	public <T extends @Nullable Object> List<T> filter(Iterable<? extends T> items,
			ThrowingFunction<? super T, Boolean> predicate) {
		ListCall<T, Boolean> call = filtering(items, predicate);
		call.run();
		return call.kept();
	}

	@Override
	public <T extends @Nullable Object> void forEach(Iterable<? extends T> items, ThrowingConsumer<? super T> action) {
		Arguments.notNull(items, "items");
		Arguments.notNull(action, "action");
		CallSettings settings = settings("forEach");
		ListCall<T, Boolean> call = ListCall.mapping(settings, items, Bodies.ofAction(settings, action));
		call.run();
		call.values();
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<TaskResult<T, R>> results(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn) {
		ListCall<T, R> call = settling(items, fn);
		call.run();
		return call.results();
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn) {
		CallSettings settings = settings("stream");
		return ResultSpliterator.values(settings, Arguments.notNull(items, "items"), body(settings, fn));
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<T, R>> asCompleted(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn) {
		CallSettings settings = settings("asCompleted");
		return ResultSpliterator.results(settings, Arguments.notNull(items, "items"), body(settings, fn));
	}

	// Named callables

	@Override
	public <R extends @Nullable Object> Map<String, R> scatterGather(
			Map<String, ? extends Callable<? extends R>> tasks) {
		ListCall<String, R> call = ListCall.named(settings("scatterGather"), tasks, false);
		call.run();
		return ListCall.valuesByName(call);
	}

	@Override
	public <R extends @Nullable Object> Map<String, TaskResult<String, R>> scatterGatherResults(
			Map<String, ? extends Callable<? extends R>> tasks) {
		ListCall<String, R> call = ListCall.named(settings("scatterGatherResults"), tasks, true);
		call.run();
		return ListCall.resultsByName(call);
	}

	@Override
	public <R extends @Nullable Object> R gather(ThrowingFunction<Gather, ? extends R> body) {
		Arguments.notNull(body, "body");
		return new GatherCall(settings("gather")).run(body);
	}

	@Override
	public <R extends @Nullable Object> Winner<R> firstSuccess(Map<String, ? extends Callable<? extends R>> tasks) {
		RaceCall<R> call = racing(tasks);
		Waiting.run(call.call());
		return call.winner();
	}

	// Futures

	@Override
	public <R extends @Nullable Object> FanOutFuture<R> submit(Callable<? extends R> task) {
		Arguments.notNull(task, "task");
		CallSettings settings = settings("submit");
		ListCall<Callable<? extends R>, R> call = ListCall.failingFast(settings, List.of(Bodies.ofTask(settings, task)),
				(callable, index) -> callable.call());
		return FanOutFuture.start(call.call(), () -> call.values().get(0));
	}

	@Override
	public AsyncFanOutOperations async() {
		return new AsyncFanOutTemplate(this);
	}

	// The calls that have both a waiting and an asynchronous verb

	<T extends @Nullable Object, R extends @Nullable Object> ListCall<T, R> mapping(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn) {
		CallSettings settings = settings("map");
		return ListCall.mapping(settings, Arguments.notNull(items, "items"), body(settings, fn));
	}

	<T extends @Nullable Object, R extends @Nullable Object> ListCall<T, R> settling(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn) {
		CallSettings settings = settings("results");
		return ListCall.settling(settings, Arguments.notNull(items, "items"), body(settings, fn), null);
	}

	<T extends @Nullable Object> ListCall<T, Boolean> filtering(Iterable<? extends T> items,
			ThrowingFunction<? super T, Boolean> predicate) {
		Arguments.notNull(items, "items");
		Arguments.notNull(predicate, "predicate");
		CallSettings settings = settings("filter");
		TaskBody<T, Boolean> body = Bodies.ofFunction(settings, predicate);
		return ListCall.failingFast(settings, items, (item, index) -> {
			@Nullable Boolean answer = body.run(item, index);
			if (answer == null) {
				throw new IllegalStateException(
						"The predicate returned null for item " + index + "; it must return true or false");
			}
			return answer;
		});
	}

	<R extends @Nullable Object> RaceCall<R> racing(Map<String, ? extends Callable<? extends R>> tasks) {
		CallSettings settings = settings("firstSuccess");
		return new RaceCall<>(settings, tasks, this.engine.hedge(this.options, settings.verb()));
	}

	private <T extends @Nullable Object, R extends @Nullable Object> List<R> recovering(String verb,
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn,
			BiFunction<? super T, ? super Throwable, ? extends R> fallback) {
		CallSettings settings = settings(verb);
		ListCall<T, R> call = ListCall.settling(settings, Arguments.notNull(items, "items"), body(settings, fn),
				fallback);
		call.run();
		return call.valuesOr(fallback);
	}

	CallSettings settings(String verb) {
		return this.engine.settings(this.options, verb);
	}

	private static <T extends @Nullable Object, R extends @Nullable Object> TaskBody<T, R> body(CallSettings settings,
			ThrowingFunction<? super T, ? extends R> fn) {
		return Bodies.ofFunction(settings, Arguments.<ThrowingFunction<? super T, ? extends R>>notNull(fn, "fn"));
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingConsumer;
import org.springframework.util.function.ThrowingFunction;

/**
 * Calls many things at once and puts the answers together. Implemented by
 * {@link FanOutTemplate}; an interface so that it is easy to mock.
 *
 * <pre class="code">
 * List&lt;Quote&gt; quotes = fanOut.map(symbols, client::quote);
 * List&lt;Image&gt; thumbs = fanOut.on("cpu").timeout(ofSeconds(5)).map(images, Thumbnails::scale);
 * </pre>
 *
 * <p>
 * <b>Where.</b> Tasks run on the executor {@code io} unless {@link #on(String) on} or
 * {@code futil.fan-out.executor} says otherwise. Each method of the first group returns a
 * configured copy; the original is unchanged.
 * <p>
 * <b>Order.</b> Lists and {@link #stream stream} follow the input, maps follow the
 * iteration order of the given map, {@link #asCompleted asCompleted} follows completion.
 * Null items and null results are values. Returned lists and maps are unmodifiable.
 * <p>
 * <b>Failure.</b> The first failure ends the call when it happens: no further task
 * starts, running ones are interrupted, and the call waits for them for the
 * {@link #cancelGrace grace} of 1 second before it leaves them behind. An unchecked
 * exception arrives as the same instance, a checked one as the cause of a
 * {@link FanOutException}; other failures are suppressed. The verbs that settle
 * ({@code results}, {@code scatterGatherResults}, {@code mapOrDefault},
 * {@code mapOrElse}) go on instead.
 * <p>
 * <b>Time-out.</b> There is none unless set. At the deadline the call ends at once with a
 * {@link FanOutTimeoutException} that has all results; the verbs that settle return, with
 * {@code TIMED_OUT} and {@code NOT_STARTED} outcomes or the default in the late places. A
 * call inside a task inherits what is left of the outer deadline.
 * <p>
 * <b>Interrupt.</b> An interrupt of the caller cancels the call and arrives as a
 * {@link FanOutInterruptedException} with the flag set.
 * <p>
 * <b>Rejection.</b> An executor that is full means fewer workers; if it takes none at
 * all, the call ends with a {@link FanOutRejectedException}, or where it settles with
 * {@code REJECTED} outcomes or the default in all places; of an input that is not a
 * {@code Collection} nobody knows these places, and it is the exception again.
 * <p>
 * <b>Input.</b> A {@code Collection} is read at once on the caller's thread, for a stream
 * at its terminal operation, so it may be changed afterwards. Any other {@code Iterable}
 * is read as workers need items, by one of their threads at a time, never by one that is
 * bound to a transaction of the caller.
 * <p>
 * <b>What Java cannot do.</b> A variable of type {@code Function} is passed as
 * {@code f::apply}, a {@code Stream} as {@code stream::iterator}, and {@link #submit
 * submit} needs a task that returns a value.
 */
public interface FanOutOperations {

	/**
	 * Run on a named executor.
	 * @param executor a bean name: {@code io}, {@code cpu}, a name under
	 * {@code futil.executors}, or any {@code Executor} bean of the application
	 * @return a copy that uses it
	 * @throws IllegalArgumentException if there is no such executor; names those that are
	 * known
	 */
	FanOutOperations on(String executor);

	/**
	 * Run on an executor.
	 * @param executor any executor that does not drop tasks silently
	 * @return a copy that uses it
	 * @throws IllegalArgumentException if it is a pool with a discard policy: a call
	 * would wait for a dropped task for ever
	 */
	FanOutOperations on(Executor executor);

	/**
	 * Name the calls.
	 * @param operation a short name from a small fixed set, such as {@code quotes}; it
	 * appears in messages, meters and spans
	 * @return a copy with that name
	 */
	FanOutOperations named(String operation);

	/**
	 * Limit how many tasks of one call are in flight at once. Without it: as many as the
	 * executor runs at once, 256 if that is not known or has no bound.
	 * @param limit the number of tasks, at least 1
	 * @return a copy with that limit
	 */
	FanOutOperations concurrency(int limit);

	/**
	 * Bound the whole call. The caller gets its answer by then, whatever the tasks do; a
	 * task that ignores its interrupt goes on without the call.
	 * @param timeout from the start of the call; for streams, from the terminal operation
	 * @return a copy with that deadline
	 */
	FanOutOperations timeout(Duration timeout);

	/**
	 * Bound each attempt of each task. A task that exceeds it is interrupted and counts
	 * as failed with a {@link FanOutTimeoutException}, {@code TIMED_OUT} where the verb
	 * settles.
	 * @param timeout from the start of the attempt; the wait before it does not count
	 * @return a copy with that limit
	 */
	FanOutOperations taskTimeout(Duration timeout);

	/**
	 * How long a call that failed or was interrupted waits for its interrupted tasks, so
	 * that nothing runs on behind the caller's back. Never past the deadline. Default: 1
	 * second.
	 * @param grace the time, zero not to wait
	 * @return a copy with that grace
	 */
	FanOutOperations cancelGrace(Duration grace);

	/**
	 * Try tasks again that fail. Only for tasks that may run more than once: an attempt
	 * that failed, or was too late, may have had its effect all the same.
	 * <p>
	 * A task that waits for its next attempt holds neither a thread nor a place, and
	 * comes after the first attempts of its call. Its attempts never overlap: one that
	 * was interrupted at its {@link #taskTimeout taskTimeout} is followed by the next
	 * only once it has ended. There is no attempt behind the deadline or once the call
	 * has stopped; a task that waits then, or whose next attempt could only come behind
	 * the deadline, is {@code TIMED_OUT}. An interrupt or a cancellation is not retried.
	 * A task that fails in the end does so with its last failure; those before are
	 * suppressed, eight at most.
	 * @param settings how often, when and for what; {@code RetrySettings.none()} for once
	 * only
	 * @return a copy that does so
	 */
	FanOutOperations retry(RetrySettings settings);

	/**
	 * Like {@link #retry retry}, with a strategy of one's own.
	 * @param strategy decides after each failure; used by many threads at once
	 * @return a copy that asks it
	 */
	FanOutOperations retryWith(RetryStrategy strategy);

	/**
	 * Limit how often attempts of one call start: so many at once, and then so many in
	 * each period, evenly.
	 *
	 * <pre class="code">
	 * var places = fanOut.rateLimit(50, ofSeconds(1)).map(addresses, geocoder::locate);
	 * </pre>
	 *
	 * <p>
	 * Here 50 start at once and then one every 20 ms. The most that any one second can
	 * see is 50 and the 49 that follow; {@code rateLimit(1, ofMillis(20))} starts one by
	 * one, and never more than 50 in a second. A start counts when its task is claimed,
	 * just before it runs. Retries and hedges count as well.
	 * <p>
	 * Before its turn nothing is read from a lazy input, but whether there is a next
	 * item, and no thread waits. At a limit that lets nothing start before the deadline
	 * any more, the call ends as at the deadline, as soon as what runs has ended. Limits
	 * that several calls share belong to an executor:
	 * {@code futil.executors.<name>.rate-limit}. Each {@link #submit submit} is a call of
	 * its own.
	 * @param permits the number of starts, at least 1
	 * @param period in which time, longer than zero
	 * @return a copy with that limit
	 * @throws IllegalArgumentException if one of them is not
	 */
	FanOutOperations rateLimit(int permits, Duration period);

	/**
	 * Let {@link #firstSuccess firstSuccess} start its tasks one by one, the next one
	 * only when the one before has run for this time, or at once when a task has failed,
	 * also if that is {@link #retry tried again}. For idempotent tasks: more than one of
	 * them may have its effect.
	 *
	 * <pre class="code">
	 * var rate = fanOut.hedge(ofMillis(20)).firstSuccess(Tasks.of("primary", a::rate).and("replica", b::rate));
	 * </pre>
	 *
	 * <p>
	 * Tasks start in the order given. The time begins when a task starts, not while it
	 * waits for a thread. The first success wins; the others are interrupted and not
	 * waited for. No thread waits for the time to pass.
	 * <p>
	 * A hedge is extra load, so there is a budget: on average 10 % of the calls of an
	 * operation ({@code futil.fan-out.hedge-budget}), and 10 at once. When it is used up,
	 * the next task starts only when one has failed; that costs no budget. The first 100
	 * operations have a budget each, all others share one; calls without a name are one
	 * operation.
	 * <p>
	 * A hedge needs a thread. On an executor of one, or with a concurrency of 1, the next
	 * task starts when one has failed; while all threads are busy, when one is free.
	 * Other verbs take no notice of this setting.
	 * @param delay how long a task may run before the next one is started
	 * @return a copy that hedges
	 * @throws IllegalArgumentException if the delay is negative
	 */
	FanOutOperations hedge(Duration delay);

	/**
	 * Like {@link #hedge hedge}, with a delay that is learned: the next task starts when
	 * the one before has run for longer than this share of the first tasks of the same
	 * operation did. For idempotent tasks: more than one of them may have its effect.
	 *
	 * <pre class="code">
	 * var rate = fanOut.named("rate").hedgeAtQuantile(0.95).firstSuccess(rates);
	 * </pre>
	 *
	 * <p>
	 * What counts is how long the first task took, or had taken when another one won or
	 * the deadline passed; failures do not count. The last 1,000 to 2,000 calls are
	 * known, to within 1.6 %. Until there are enough, 20 calls and 2 of them slower (so
	 * 40 for 0.95 and 200 for 0.99, at most 1,000), the next task starts only when one
	 * has failed. Only the first 100 operations of an application are remembered; all
	 * others start the next task only when one has failed.
	 * @param quantile the share, between 0 and 1; 0.95 starts about 5 % more tasks
	 * @return a copy that hedges; it needs {@link #named a name}, before or after this
	 * @throws IllegalArgumentException if the quantile is not between 0 and 1; a call
	 * without a name throws it too
	 */
	FanOutOperations hedgeAtQuantile(double quantile);

	/**
	 * Take items in portions: a worker takes this many at a time and a stream hands them
	 * on one by one. Useful where an item costs less than a microsecond. Default: chosen
	 * by measurement.
	 * @param items the size of a portion, at least 1
	 * @return a copy with that size
	 */
	FanOutOperations chunkSize(int items);

	/**
	 * Tell how far each call has come: how many tasks have ended, how many of them
	 * failed, of how many, and how long that will take.
	 *
	 * <pre class="code">
	 * fanOut.onProgress((progress) -&gt; progress.eta().ifPresent(display::timeLeft)).forEach(orders, this::ship);
	 * </pre>
	 *
	 * <p>
	 * The listener is called at most every 100 milliseconds, first when a task ends that
	 * long after the start, and once more when the call has ended, before it returns or
	 * its future completes. A call of which the deadline has passed tells nothing any
	 * more. One thread at a time calls it, with numbers that never go back, in the
	 * context of the caller but on a thread that belongs to no executor. A task counts
	 * when it has its outcome, however many attempts that took; one that has got a
	 * default or a fallback counts as failed. The total is known where the input is a
	 * {@code Collection} and the verb returns all its results at once;
	 * {@code firstSuccess} ends with less, and {@code gather}, {@code stream} and
	 * {@code asCompleted} tell -1.
	 * <p>
	 * A listener that throws is logged and changes nothing. One that blocks holds up no
	 * task and no deadline; a call that has ended waits for it for 1 second at most, and
	 * it is interrupted another second later.
	 * @param listener what to tell
	 * @return a copy with that listener
	 */
	FanOutOperations onProgress(Consumer<Progress> listener);

	/**
	 * Apply a function to each item in parallel.
	 * @param items the input
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 * @throws FanOutException or the first failure of a task, see above
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<R> map(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * Like {@link #map map}, with a default in the place of each item that fails or is
	 * late.
	 * @param items the input
	 * @param fn the function
	 * @param defaultValue the value for failed items
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<R> mapOrDefault(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn, R defaultValue);

	/**
	 * Like {@link #map map}, with a computed value in the place of each item that fails
	 * or is late. The fallback runs where the task ran, or on the caller for items that
	 * are late; if it throws, the call fails with what it threw.
	 * @param items the input
	 * @param fn the function
	 * @param fallback gets the item and what went wrong
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<R> mapOrElse(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn,
			BiFunction<? super T, ? super Throwable, ? extends R> fallback);

	/**
	 * Keep the items for which a predicate, evaluated in parallel, is true.
	 * @param items the input
	 * @param predicate the predicate; {@code null} is refused as an answer
	 * @param <T> the type of the items
	 * @return the items that pass, in input order
	 */
	<T extends @Nullable Object> List<T> filter(Iterable<? extends T> items,
			ThrowingFunction<? super T, Boolean> predicate);

	/**
	 * Do something with each item in parallel.
	 * @param items the input
	 * @param action what to do
	 * @param <T> the type of the items
	 */
	<T extends @Nullable Object> void forEach(Iterable<? extends T> items, ThrowingConsumer<? super T> action);

	/**
	 * Apply a function to each item in parallel and tell what became of each. A failing
	 * item does not stop the others.
	 * @param items the input
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<TaskResult<T, R>> results(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * Apply a function to each item in parallel and hand the results on in input order.
	 * Nothing happens before the terminal operation. At most twice the concurrency (from
	 * 64 on, the concurrency and 64 more) is read ahead of the consumer; where tasks and
	 * consumer are both quick, that grows to 8,192. Close the stream unless it is read to
	 * its end.
	 * @param items the input, which may be endless
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return the results, in input order; fails with the first failure, when it happens
	 */
	<T extends @Nullable Object, R extends @Nullable Object> Stream<R> stream(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * Apply a function to each item in parallel and hand on what became of each, as it
	 * happens. A failing item does not stop the others; at the deadline the stream throws
	 * a {@link FanOutTimeoutException}. Nothing happens before the terminal operation. At
	 * most twice the concurrency (from 64 on, the concurrency and 64 more) is read ahead
	 * of the consumer; where tasks and consumer are both quick, that grows to 8,192.
	 * Close the stream unless it is read to its end.
	 *
	 * <pre class="code">
	 * try (var reads = fanOut.asCompleted(replicas, Replica::read)) {
	 *     quorum = reads.filter(TaskResult::ok).limit(2).toList();
	 * }
	 * </pre>
	 * @param items the input, which may be endless
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return the results, in the order of completion
	 */
	<T extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<T, R>> asCompleted(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * Run named tasks in parallel.
	 * @param tasks the tasks; {@link Tasks} keeps their order
	 * @param <R> the common type of the results
	 * @return one result per name, in the order of the tasks
	 */
	<R extends @Nullable Object> Map<String, R> scatterGather(Map<String, ? extends Callable<? extends R>> tasks);

	/**
	 * Run named tasks in parallel and tell what became of each. A failing task does not
	 * stop the others.
	 * @param tasks the tasks; {@link Tasks} keeps their order
	 * @param <R> the common type of the results
	 * @return one result per name, in the order of the tasks
	 */
	<R extends @Nullable Object> Map<String, TaskResult<String, R>> scatterGatherResults(
			Map<String, ? extends Callable<? extends R>> tasks);

	/**
	 * Run branches of different types in parallel, some required, some optional, and
	 * combine them. See {@link Gather}.
	 * @param body declares the branches and combines their values, on the caller's thread
	 * @param <R> the type of the combined value
	 * @return what the body returns
	 * @throws RuntimeException the failure of a required branch, also if the body
	 * swallowed it
	 */
	<R extends @Nullable Object> R gather(ThrowingFunction<Gather, ? extends R> body);

	/**
	 * Run tasks that are alternatives and take the first that succeeds; the others are
	 * interrupted and not waited for. Only for idempotent tasks: more than one of them
	 * may have its effect.
	 * <p>
	 * All are started at once, as far as there are threads; with {@link #hedge hedge} one
	 * by one.
	 * @param tasks the alternatives, started in their order
	 * @param <R> the common type of the results
	 * @return the first success
	 * @throws AllTasksFailedException if none succeeds
	 * @throws IllegalArgumentException if there is no task
	 */
	<R extends @Nullable Object> Winner<R> firstSuccess(Map<String, ? extends Callable<? extends R>> tasks);

	/**
	 * Run one task and return its future at once. {@code cancel(true)} and
	 * {@code orTimeout} interrupt the task.
	 * @param task what to run
	 * @param <R> the type of its result
	 * @return the future; failed, not thrown, if the executor rejects the task
	 */
	<R extends @Nullable Object> FanOutFuture<R> submit(Callable<? extends R> task);

	/**
	 * The same verbs with futures.
	 * @return a view of this configuration
	 */
	AsyncFanOutOperations async();

}

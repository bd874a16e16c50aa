package io.futil.fanout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * The verbs of {@link FanOutOperations} for callers that do not wait. A call starts at
 * once; its future completes as the verb would return or throw. Cancelling the future, or
 * its {@code orTimeout}, stops the work; cancelling a dependent of it does not. Bad
 * arguments are thrown, everything else arrives in the future.
 *
 * <pre class="code">
 * FanOutFuture&lt;List&lt;Quote&gt;&gt; quotes = fanOut.timeout(ofSeconds(1)).async().map(symbols, client::quote);
 * </pre>
 */
public interface AsyncFanOutOperations {

	/**
	 * See {@link FanOutOperations#map}.
	 * @param items the input
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 */
	<T extends @Nullable Object, R extends @Nullable Object> FanOutFuture<List<R>> map(Iterable<? extends T> items,
			ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * See {@link FanOutOperations#filter}.
	 * @param items the input
	 * @param predicate the predicate
	 * @param <T> the type of the items
	 * @return the items that pass, in input order
	 */
	<T extends @Nullable Object> FanOutFuture<List<T>> filter(Iterable<? extends T> items,
			ThrowingFunction<? super T, Boolean> predicate);

	/**
	 * See {@link FanOutOperations#results}.
	 * @param items the input
	 * @param fn the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 */
	<T extends @Nullable Object, R extends @Nullable Object> FanOutFuture<List<TaskResult<T, R>>> results(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn);

	/**
	 * See {@link FanOutOperations#scatterGather}.
	 * @param tasks the tasks
	 * @param <R> the common type of the results
	 * @return one result per name, in the order of the tasks
	 */
	<R extends @Nullable Object> FanOutFuture<Map<String, R>> scatterGather(
			Map<String, ? extends Callable<? extends R>> tasks);

	/**
	 * See {@link FanOutOperations#firstSuccess}. Only for idempotent tasks.
	 * @param tasks the alternatives
	 * @param <R> the common type of the results
	 * @return the first success
	 */
	<R extends @Nullable Object> FanOutFuture<Winner<R>> firstSuccess(
			Map<String, ? extends Callable<? extends R>> tasks);

}

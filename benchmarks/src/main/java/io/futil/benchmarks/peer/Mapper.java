package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * One way to apply a function to many items. It keeps its threads from call to call, as
 * an application would.
 */
public interface Mapper extends AutoCloseable {

	/**
	 * Apply a function to each item.
	 * @param items the input
	 * @param work the function
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 * @throws Exception if anything fails
	 */
	<T, R> List<R> map(List<T> items, Work<T, R> work) throws Exception;

	/**
	 * Apply a function to each item of a lazy input and hand the results, in any order
	 * but one at a time, to a consumer. Unless overridden, this way needs all input at
	 * once.
	 * @param items the input
	 * @param work the function
	 * @param consumer gets each result
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @throws Exception if anything fails
	 */
	default <T, R> void asCompleted(Iterable<T> items, Work<T, R> work, Consumer<R> consumer) throws Exception {
		List<T> all = new ArrayList<>();
		items.forEach(all::add);
		map(all, work).forEach(consumer);
	}

	/**
	 * Apply a function to each item, up to three times where it fails.
	 * @param items the input
	 * @param work the function
	 * @param backOff how long to wait before each further attempt
	 * @param <T> the type of the items
	 * @param <R> the type of the results
	 * @return one result per item, in input order
	 * @throws Exception if anything fails
	 */
	default <T, R> List<R> mapWithRetry(List<T> items, Work<T, R> work, Duration backOff) throws Exception {
		throw new UnsupportedOperationException(getClass().getSimpleName() + " knows no retry");
	}

	/**
	 * Do the first of two things that are worth the same, and the second one if the first
	 * takes longer than that, or as the implementation does it.
	 * @param delay how long the first may take
	 * @param first the first
	 * @param second the second
	 * @param <R> the type of the result
	 * @return the result of either
	 * @throws Exception if anything fails
	 */
	default <R> R race(Duration delay, Callable<R> first, Callable<R> second) throws Exception {
		throw new UnsupportedOperationException("Not compared in races");
	}

	@Override
	void close();

}

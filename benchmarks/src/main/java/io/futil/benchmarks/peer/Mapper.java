package io.futil.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
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

	@Override
	void close();

}

package io.futil.benchmarks.peer;

import org.springframework.util.function.ThrowingFunction;

/**
 * The function of a workload, in the types that futil and its peers take, so that none
 * needs an adapter around each item.
 *
 * @param <T> the type of the items
 * @param <R> the type of the results
 */
@FunctionalInterface
public interface Work<T, R> extends ThrowingFunction<T, R> {

	@Override
	R apply(T item);

	@Override
	default R applyWithException(T item) {
		return apply(item);
	}

}

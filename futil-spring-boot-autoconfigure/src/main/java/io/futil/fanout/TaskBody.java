package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * What a task does: the user's function applied to an item, or one of several callables.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
@FunctionalInterface
interface TaskBody<T extends @Nullable Object, R extends @Nullable Object> {

	R run(T item, int index) throws Throwable;

}

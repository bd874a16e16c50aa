package io.futil.cluster;

import java.util.concurrent.Callable;

import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

/**
 * A task together with its item.
 *
 * @param <T> the type of the item
 * @param <R> the type of the value
 * @param task the task
 * @param item the item
 */
record ClusterCallable<T extends @Nullable Object, R extends @Nullable Object>(ClusterTask<T, R> task,
		T item) implements Callable<R>, BeanTask<@Nullable Object> {

	@Override
	public R call() {
		return this.task.applyWithException(this.item);
	}

	@Override
	public Target target() {
		return this.task.target();
	}

	@Override
	public @Nullable Object[] arguments(@Nullable Object none) {
		return this.task.arguments(this.item);
	}

	@Override
	public boolean isIdempotent() {
		return this.task.isIdempotent();
	}

	@Override
	public String toString() {
		// Not the item's.
		return "call of " + target().type().getSimpleName() + "." + target().method().getName();
	}

}

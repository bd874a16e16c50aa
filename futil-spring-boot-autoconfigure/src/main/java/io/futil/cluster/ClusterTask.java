package io.futil.cluster;

import java.util.concurrent.Callable;

import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.ThrowingFunction;

/**
 * A function that is called on a member of the cluster: see {@link ClusterTasks}.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
public final class ClusterTask<T extends @Nullable Object, R extends @Nullable Object>
		implements ThrowingFunction<T, R>, BeanTask<T> {

	private final Target target;

	private final boolean idempotent;

	ClusterTask(Target target, boolean idempotent) {
		this.target = target;
		this.idempotent = idempotent;
	}

	/**
	 * Calling the method twice for an item does no harm: if its member is lost, it is
	 * called on another one. So it is for calls that retry, without saying so.
	 * @return the same task, known to be idempotent
	 */
	public ClusterTask<T, R> idempotent() {
		return new ClusterTask<>(this.target, true);
	}

	/**
	 * The call for one item, for the verbs that take callables.
	 * @param item the item
	 * @return the callable
	 */
	public Callable<R> with(T item) {
		return new ClusterCallable<>(this, item);
	}

	/**
	 * Not possible here.
	 * @throws IllegalStateException always: the executor runs its tasks in this virtual
	 * machine
	 */
	@Override
	public R applyWithException(T item) {
		throw ClusterTasks.notHere(this.target);
	}

	@Override
	public Target target() {
		return this.target;
	}

	@Override
	public @Nullable Object[] arguments(T item) {
		return new @Nullable Object[] { item };
	}

	@Override
	public boolean isIdempotent() {
		return this.idempotent;
	}

}

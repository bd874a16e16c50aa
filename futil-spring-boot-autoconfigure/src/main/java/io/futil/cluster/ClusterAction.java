package io.futil.cluster;

import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.ThrowingConsumer;

/**
 * An action that is taken on a member of the cluster: see {@link ClusterTasks}.
 *
 * @param <T> the type of the items
 */
public final class ClusterAction<T extends @Nullable Object> implements ThrowingConsumer<T>, BeanTask<T> {

	private final Target target;

	private final boolean idempotent;

	ClusterAction(Target target, boolean idempotent) {
		this.target = target;
		this.idempotent = idempotent;
	}

	/**
	 * Calling the method twice for an item does no harm: if its member is lost, it is
	 * called on another one. So it is for calls that retry, without saying so.
	 * @return the same action, known to be idempotent
	 */
	public ClusterAction<T> idempotent() {
		return new ClusterAction<>(this.target, true);
	}

	/**
	 * Not possible here.
	 * @throws IllegalStateException always: the executor runs its tasks in this virtual
	 * machine
	 */
	@Override
	public void acceptWithException(T item) {
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

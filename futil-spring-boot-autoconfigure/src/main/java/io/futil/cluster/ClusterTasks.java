package io.futil.cluster;

import java.io.Serializable;
import java.lang.reflect.Method;

import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Tasks for an executor with {@code threads: cluster}. What travels to another member is
 * the name of a bean's method and the item; the member calls its own bean of that type.
 *
 * <pre class="code">
 * List&lt;Price&gt; prices = fanOut.on("reports").map(orders, ClusterTasks.bean(PriceService.class, PriceService::price));
 * </pre>
 *
 * The item and the value have to be data: strings, numbers, times, enums, records, and
 * lists, sets, maps, optionals and arrays of these. The bean, records, enums and
 * exceptions have to be in a package of the application, or one under
 * {@code futil.cluster.allowed-packages}. A failure arrives as the exception that was
 * thrown, with the stack trace of the member, or as {@link RemoteTaskException} where its
 * class is not known here. A task whose member is lost fails with
 * {@link MemberLostException}, unless it is {@linkplain ClusterTask#idempotent()
 * idempotent} or its call retries.
 */
public final class ClusterTasks {

	private ClusterTasks() {
	}

	/**
	 * A function of the items that calls a bean.
	 * @param <B> the type of the bean
	 * @param <T> the type of the items
	 * @param <R> the type of the values
	 * @param type the type of the bean; there must be one such bean on each member, or a
	 * primary one
	 * @param method a reference to its method
	 * @return the function
	 * @throws IllegalArgumentException if it is no method reference, but a lambda
	 */
	public static <B, T extends @Nullable Object, R extends @Nullable Object> ClusterTask<T, R> bean(Class<B> type,
			BeanFunction<? super B, T, R> method) {
		return new ClusterTask<>(target(type, method), false);
	}

	/**
	 * An action on the items that calls a bean.
	 * @param <B> the type of the bean
	 * @param <T> the type of the items
	 * @param type the type of the bean, as for {@link #bean}
	 * @param method a reference to its method
	 * @return the action, for {@code forEach}
	 * @throws IllegalArgumentException if it is no method reference, but a lambda
	 */
	public static <B, T extends @Nullable Object> ClusterAction<T> action(Class<B> type,
			BeanAction<? super B, T> method) {
		return new ClusterAction<>(target(type, method), false);
	}

	private static BeanTask.Target target(Class<?> type, Serializable method) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(method, "'method' must not be null");
		Method found = MethodReferences.methodOf(type, method);
		return new BeanTask.Target(type, found, false);
	}

	static IllegalStateException notHere(BeanTask.Target target) {
		return new IllegalStateException("This task calls " + target.type().getSimpleName() + "."
				+ target.method().getName() + " on a member of the cluster, and this executor runs its tasks here. "
				+ "Use it with an executor that has threads: cluster, or give this one the bean's method itself");
	}

}

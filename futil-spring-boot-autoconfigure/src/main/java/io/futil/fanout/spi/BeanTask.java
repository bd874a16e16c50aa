package io.futil.fanout.spi;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * A task that is the call of a bean's method. Another virtual machine that has the same
 * bean can run it: what has to travel is the name of the method and its arguments.
 *
 * @param <T> the type of the items
 */
public interface BeanTask<T extends @Nullable Object> {

	/**
	 * What is called.
	 * @return the same for all items
	 */
	Target target();

	/**
	 * What it is called with.
	 * @param item the item, {@code null} for a callable
	 * @return the arguments of the method
	 */
	@Nullable Object[] arguments(T item);

	/**
	 * What a call has thrown elsewhere, as it is about to be thrown here.
	 * @param failure the failure
	 */
	default void failed(Throwable failure) {
	}

	/**
	 * Whether calling it twice does no harm, so that it may run again if nobody knows
	 * what has become of the first call.
	 * @return whether it is idempotent
	 */
	boolean isIdempotent();

	/**
	 * A method of a bean.
	 *
	 * @param type the type by which the bean is found
	 * @param method the method, of that type or of one it extends
	 * @param direct whether advice that would send the call elsewhere is to be passed
	 * over: it has been, or there would be no end
	 */
	record Target(Class<?> type, Method method, boolean direct) {
	}

}

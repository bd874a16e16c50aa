package io.futil.cluster;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a method of a bean, such as {@code PriceService::price}. Serializable so
 * that its name can be read; it is never serialized.
 *
 * @param <B> the type of the bean
 * @param <T> the type of the item
 * @param <R> the type of the value
 */
@FunctionalInterface
public interface BeanFunction<B, T extends @Nullable Object, R extends @Nullable Object> extends Serializable {

	/**
	 * Call the method.
	 * @param bean the bean
	 * @param item the item
	 * @return what the method returns
	 * @throws Exception what the method throws
	 */
	R call(B bean, T item) throws Exception;

}

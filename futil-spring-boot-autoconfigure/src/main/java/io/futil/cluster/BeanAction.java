package io.futil.cluster;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A reference to a method of a bean that returns nothing, such as {@code Mailer::send}.
 * Serializable so that its name can be read; it is never serialized.
 *
 * @param <B> the type of the bean
 * @param <T> the type of the item
 */
@FunctionalInterface
public interface BeanAction<B, T extends @Nullable Object> extends Serializable {

	/**
	 * Call the method.
	 * @param bean the bean
	 * @param item the item
	 * @throws Exception what the method throws
	 */
	void call(B bean, T item) throws Exception;

}

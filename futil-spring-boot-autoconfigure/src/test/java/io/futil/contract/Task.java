package io.futil.contract;

import org.jspecify.annotations.Nullable;

/**
 * What every verb of the suite runs: one function of one item.
 */
@FunctionalInterface
interface Task {

	@Nullable Object run(@Nullable Object item) throws Exception;

}

package io.futil.contract;

import java.util.List;
import java.util.function.Function;

import io.futil.fanout.FanOutFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that was started and not waited for.
 *
 * @param future its future
 * @param view how to tell its value as one value per item
 * @param <V> the type of its value
 */
record Started<V>(FanOutFuture<V> future, Function<V, List<@Nullable Object>> view) {

	static <V> Started<V> of(FanOutFuture<V> future, Function<V, List<@Nullable Object>> view) {
		return new Started<>(future, view);
	}

	/** Wait for it. There are none if somebody has completed it with nothing. */
	List<@Nullable Object> values() throws Exception {
		V value = Verb.get(this.future);
		return (value != null) ? this.view.apply(value) : List.of();
	}

}

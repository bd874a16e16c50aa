package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * The first task of a race that succeeded.
 *
 * @param name the name of the task
 * @param value what it returned
 * @param <R> the type of the value
 */
public record Winner<R extends @Nullable Object>(String name, R value) {

	@Override
	public String toString() {
		return "Winner[name=" + this.name + "]";
	}

}

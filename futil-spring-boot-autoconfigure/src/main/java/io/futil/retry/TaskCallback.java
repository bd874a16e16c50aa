package io.futil.retry;

import org.jspecify.annotations.Nullable;

import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;

/**
 * Stands for a task where listeners ask what is retried. It cannot be called: the engine
 * runs the task.
 *
 * @param label the name of what is retried, if it has one
 */
record TaskCallback(@Nullable String label) implements RetryCallback<Object, RuntimeException> {

	@Override
	public Object doWithRetry(RetryContext context) {
		throw new UnsupportedOperationException("A listener cannot run the task itself");
	}

	@Override
	@SuppressWarnings("NullAway") // null is allowed there, but not marked
	public String getLabel() {
		return this.label;
	}

}

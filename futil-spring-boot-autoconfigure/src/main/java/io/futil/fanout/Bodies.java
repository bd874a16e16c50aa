package io.futil.fanout;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.futil.fanout.spi.RemoteTask;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingConsumer;
import org.springframework.util.function.ThrowingFunction;

/**
 * Makes the body of a call's tasks from what its verb was given. It runs that, or, where
 * the executor runs its tasks elsewhere, has it run there and waits.
 */
final class Bodies {

	private Bodies() {
	}

	/** A function of the items. */
	static <T extends @Nullable Object, R extends @Nullable Object> TaskBody<T, R> ofFunction(CallSettings settings,
			ThrowingFunction<? super T, ? extends R> fn) {
		RemoteTask<T, R> remote = remote(settings, fn);
		return (remote == null) ? (item, index) -> fn.applyWithException(item)
				: (item, index) -> remote.run(item, remaining());
	}

	/** An action on the items. */
	static <T extends @Nullable Object> TaskBody<T, Boolean> ofAction(CallSettings settings,
			ThrowingConsumer<? super T> action) {
		RemoteTask<T, @Nullable Object> remote = remote(settings, action);
		return (item, index) -> {
			if (remote == null) {
				action.acceptWithException(item);
			}
			else {
				remote.run(item, remaining());
			}
			return Boolean.TRUE;
		};
	}

	/** One task. */
	@SuppressWarnings("NullAway") // a callable has no item
	static <R extends @Nullable Object> Callable<? extends R> ofTask(CallSettings settings,
			Callable<? extends R> task) {
		RemoteTask<@Nullable Object, R> remote = remote(settings, task);
		return (remote == null) ? task : () -> remote.run(null, remaining());
	}

	private static <T extends @Nullable Object, R extends @Nullable Object> @Nullable RemoteTask<T, R> remote(
			CallSettings settings, Object task) {
		RemoteTasks remote = settings.handle().remoteTasks();
		RetryStrategy retry = settings.retry();
		return (remote != null) ? remote.bind(task, settings.operation(), retry != null && retry.retries()) : null;
	}

	private static @Nullable Duration remaining() {
		Deadline deadline = Frame.inheritedDeadline();
		return deadline.isSet() ? Duration.ofNanos(Math.max(0, deadline.remaining())) : null;
	}

}

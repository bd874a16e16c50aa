package io.futil.retry;

import java.util.concurrent.Callable;

import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.ThrowingFunction;

/**
 * The attempts of a call as the fan-out sees them: a function of the arguments that also
 * tells whose method it calls, so that an executor whose tasks run elsewhere can have it
 * called there.
 */
final class AttemptTask implements ThrowingFunction<@Nullable Object[], @Nullable Object>, Callable<@Nullable Object>,
		BeanTask<@Nullable Object @Nullable []> {

	private final RetriedCall call;

	/** The arguments of a call that is not split. */
	private final @Nullable Object[] arguments;

	AttemptTask(RetriedCall call, @Nullable Object[] arguments) {
		this.call = call;
		this.arguments = arguments;
	}

	@Override
	@SuppressWarnings("NullAway") // what a method returns may be null
	public @Nullable Object applyWithException(@Nullable Object[] arguments) throws Exception {
		return this.call.attempt(arguments);
	}

	@Override
	public @Nullable Object call() throws Exception {
		return this.call.attempt(this.arguments);
	}

	@Override
	public Target target() {
		return this.call.target();
	}

	@Override
	public @Nullable Object[] arguments(@Nullable Object @Nullable [] item) {
		return (item != null) ? item : this.arguments;
	}

	@Override
	public void failed(Throwable failure) {
		this.call.failed(failure);
	}

	/** Whether it is retried is what the call knows. */
	@Override
	public boolean isIdempotent() {
		return false;
	}

}

package io.futil.fanout;

import java.time.Duration;
import java.util.Optional;

import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.ExecutorActivity;

/**
 * A call as its listeners see it.
 *
 * @param call the call
 */
record LiveView(Call<?, ?> call) implements CallView {

	@Override
	public String operation() {
		return this.call.settings().operation();
	}

	@Override
	public String verb() {
		return this.call.settings().verb();
	}

	@Override
	public ExecutorActivity executor() {
		return this.call.handle();
	}

	@Override
	public long total() {
		return this.call.total();
	}

	@Override
	public Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.call.startNanos());
	}

	@Override
	public Optional<Duration> remaining() {
		Deadline deadline = this.call.deadline();
		return deadline.isSet() ? Optional.of(Duration.ofNanos(Math.max(0, deadline.remaining()))) : Optional.empty();
	}

	@Override
	public boolean cancel() {
		return this.call.stop(Stop.CANCELLED, false);
	}

	@Override
	public String toString() {
		return this.call.settings().describe();
	}

}

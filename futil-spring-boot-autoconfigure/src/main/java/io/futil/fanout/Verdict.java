package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.spi.DurationText;
import io.futil.fanout.spi.NowhereToRunException;

/**
 * What a call that ended early means for its caller.
 */
final class Verdict {

	private Verdict() {
	}

	/**
	 * Throw what ended the call, if anything did.
	 * @param results the outcomes as of now, asked for at a time-out only
	 */
	static void check(Call<?, ?> call, Supplier<? extends List<? extends TaskResult<?, ?>>> results) {
		Stop stop = call.stopped();
		if (stop != null) {
			throw of(call, stop, results);
		}
	}

	static RuntimeException of(Call<?, ?> call, Stop stop,
			Supplier<? extends List<? extends TaskResult<?, ?>>> results) {
		String what = call.settings().describe();
		return switch (stop.kind()) {
			case FAILED -> failed(call, stop);
			case TIMED_OUT -> withUnsettled(call, timedOut(call, List.copyOf(results.get())));
			case INTERRUPTED -> withUnsettled(call, new FanOutInterruptedException(
					"Interrupted in " + what + "; its tasks were cancelled", stop.cause()));
			case REJECTED -> withUnsettled(call, rejected(call, stop));
			case CANCELLED, RELEASED -> new CancellationException(what + " was cancelled");
			case WON -> new IllegalStateException(what + " stopped with a result but was asked for a failure");
		};
	}

	/**
	 * Tell of the failures that were not told yet because another attempt was to come, or
	 * would have come behind the deadline.
	 */
	private static RuntimeException withUnsettled(Call<?, ?> call, RuntimeException thrown) {
		RetrySource<?> retries = call.retries();
		if (thrown instanceof FanOutTimeoutException) {
			call.laterFailures().forEach((failure) -> Failures.suppress(thrown, failure));
		}
		if (retries != null) {
			retries.unsettled()
				.stream()
				.map((trial) -> trial.standing().failure())
				.filter(Objects::nonNull)
				.forEach((failure) -> Failures.suppress(thrown, failure));
		}
		return thrown;
	}

	/** The cause to name in the outcome of a task that was too late. */
	static FanOutTimeoutException late(Call<?, ?> call) {
		return new FanOutTimeoutException(call.settings().describe() + " reached its deadline" + timeout(call),
				List.of());
	}

	/** What a task fails with whose next attempt could only come behind the deadline. */
	static FanOutTimeoutException tooLate(Call<?, ?> call, int index, Throwable failure) {
		return new FanOutTimeoutException(
				"Task " + index + " of " + call.settings().describe()
						+ " failed, and there is no time for its next attempt before the deadline" + timeout(call),
				List.of(), failure);
	}

	static FanOutRejectedException rejected(Call<?, ?> call, Stop stop) {
		ExecutorHandle handle = call.handle();
		String message = "No worker for " + call.settings().describe() + ": " + handle.refusal(stop.cause());
		if (stop.cause() instanceof NowhereToRunException) {
			return new FanOutRejectedException(message, stop.cause());
		}
		if (handle.isRunning()) {
			int abandoned = handle.abandoned();
			message += ((abandoned > 0)
					? ", and abandoned tasks, which ignore their interrupt, hold " + abandoned + " of its threads" : "")
					+ ". Raise its queue capacity or its size, or call it less";
		}
		else if (call.hasBegun()) {
			message += ". Tasks that were running have been interrupted";
		}
		return new FanOutRejectedException(message, stop.cause());
	}

	private static RuntimeException failed(Call<?, ?> call, Stop stop) {
		Throwable first = stop.cause();
		if (first == null) {
			throw new IllegalStateException("A failure without a cause");
		}
		Throwable thrown = (first instanceof RuntimeException || first instanceof Error) ? first
				: new FanOutException(call.settings().describe() + " failed with a checked exception", first);
		call.laterFailures().forEach((later) -> Failures.suppress(thrown, later));
		return Failures.unchecked(thrown);
	}

	private static FanOutTimeoutException timedOut(Call<?, ?> call, List<TaskResult<?, ?>> results) {
		long running = count(results, Reason.TIMED_OUT);
		long unstarted = count(results, Reason.NOT_STARTED);
		return new FanOutTimeoutException(call.settings().describe() + " did not end in time" + timeout(call)
				+ "; of its tasks " + (results.size() - running - unstarted + call.handedOn()) + " had ended, "
				+ running + " ran, " + unstarted + " had not started" + whyBeforeDeadline(call), results);
	}

	private static String whyBeforeDeadline(Call<?, ?> call) {
		if (call.isHopeless()) {
			return ". At its rate limit no more could start before the deadline";
		}
		return (call.deadline().remaining() > 0 && !call.laterFailures().isEmpty())
				? ". A task failed, and there was no time for its next attempt before the deadline" : "";
	}

	private static String timeout(Call<?, ?> call) {
		Duration timeout = call.settings().timeout();
		return (timeout == null || call.hasInheritedDeadline()) ? " (inherited from an outer call)"
				: " (" + DurationText.of(timeout) + ")";
	}

	private static long count(List<TaskResult<?, ?>> results, Reason reason) {
		return results.stream()
			.filter((result) -> result instanceof TaskResult.Failure<?, ?> failure && failure.reason() == reason)
			.count();
	}

}

package io.futil.fanout.spi;

import java.time.Duration;

import io.futil.fanout.RetrySettings;
import org.jspecify.annotations.Nullable;

/**
 * What a call uses unless it says otherwise.
 *
 * @param executor the name of the executor
 * @param timeout the deadline of a whole call, or {@code null} for none
 * @param cancelGrace how long a failed call waits for its interrupted tasks
 * @param retry what retry settings take where they leave something open, or {@code null}
 * for 500 milliseconds, doubled after each attempt, at most 30 seconds, without jitter
 * @param hedgeBudget how many hedges an operation starts per call, on average: 0 for
 * none, 1 for no bound
 */
public record FanOutDefaults(String executor, @Nullable Duration timeout, Duration cancelGrace,
		@Nullable RetrySettings retry, double hedgeBudget) {

	/** One hedge in ten calls. */
	private static final double DEFAULT_BUDGET = 0.1;

	/**
	 * Defaults that say nothing of retry, and a hedge in ten calls.
	 * @param executor the name of the executor
	 * @param timeout the deadline of a whole call, or {@code null} for none
	 * @param cancelGrace how long a failed call waits for its interrupted tasks
	 */
	public FanOutDefaults(String executor, @Nullable Duration timeout, Duration cancelGrace) {
		this(executor, timeout, cancelGrace, null, DEFAULT_BUDGET);
	}

}

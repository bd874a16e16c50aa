package io.futil.fanout.spi;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a call uses unless it says otherwise.
 *
 * @param executor the name of the executor
 * @param timeout the deadline of a whole call, or {@code null} for none
 * @param cancelGrace how long a failed call waits for its interrupted tasks
 */
public record FanOutDefaults(String executor, @Nullable Duration timeout, Duration cancelGrace) {
}

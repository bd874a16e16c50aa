package io.futil.sample.storefront;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;

/**
 * The faults to try on the race, as in {@code primary.delay=500ms&replica.delay=20ms}.
 *
 * @param primary the faults of the first replica
 * @param replica the faults of the second one
 * @param timeout the deadline of the race, 2 seconds unless given
 */
record PriceRequest(@Nullable Faults primary, @Nullable Faults replica,
		@DurationFormat(style = Style.SIMPLE) @Nullable Duration timeout) {

	PriceRequest {
		primary = Objects.requireNonNullElse(primary, Faults.NONE);
		replica = Objects.requireNonNullElse(replica, Faults.NONE);
		timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(2));
	}

}

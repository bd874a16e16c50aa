package io.futil.sample.storefront;

import java.time.Duration;
import java.util.Objects;

import io.futil.fanout.FanOutOperations;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The faults to try on the race, as in {@code primary.delay=500ms&replica.delay=20ms}.
 * Here no replica flakes unless it is asked to.
 *
 * @param primary the faults of the first replica
 * @param replica the faults of the second one
 * @param hedge how long the first one may take until the second is asked too, 50
 * milliseconds unless given
 * @param timeout the deadline of the race, 2 seconds unless given
 */
record PriceRequest(Faults primary, Faults replica, @DurationFormat(style = Style.SIMPLE) Duration hedge,
		@DurationFormat(style = Style.SIMPLE) Duration timeout) {

	PriceRequest {
		// Whatever the signature says, binding passes null for what a request leaves out.
		primary = Objects.requireNonNullElse(primary, Faults.NONE).steady();
		replica = Objects.requireNonNullElse(replica, Faults.NONE).steady();
		hedge = Objects.requireNonNullElse(hedge, Duration.ofMillis(50));
		timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(2));
	}

	/**
	 * A call that is set up as asked.
	 */
	FanOutOperations call(FanOutOperations fanOut) {
		try {
			return fanOut.timeout(this.timeout).hedge(this.hedge);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

}

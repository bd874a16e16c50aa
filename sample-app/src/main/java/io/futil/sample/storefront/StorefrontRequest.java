package io.futil.sample.storefront;

import java.time.Duration;
import java.util.Objects;

import io.futil.fanout.FanOutOperations;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The faults to try on the page, as in
 * {@code catalog.delay=100ms&prices.fail=true&timeout=300ms}.
 *
 * @param catalog the faults of the first upstream, which the page cannot do without
 * @param prices the faults of the second one, which it cannot do without either
 * @param reviews the faults of the third one, which it can do without
 * @param timeout the deadline of the page, 2 seconds unless given
 */
record StorefrontRequest(Faults catalog, Faults prices, Faults reviews,
		@DurationFormat(style = Style.SIMPLE) Duration timeout) {

	StorefrontRequest {
		// Whatever the signature says, binding passes null for what a request leaves out.
		catalog = Objects.requireNonNullElse(catalog, Faults.NONE);
		prices = Objects.requireNonNullElse(prices, Faults.NONE);
		reviews = Objects.requireNonNullElse(reviews, Faults.NONE);
		timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(2));
	}

	/**
	 * A call that is set up as asked.
	 */
	FanOutOperations call(FanOutOperations fanOut) {
		try {
			return fanOut.timeout(this.timeout);
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

}

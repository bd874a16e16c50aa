package io.futil.sample.storefront;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;

/**
 * The faults to try on the page, as in
 * {@code catalog.delay=100ms&prices.fail=true&timeout=300ms}.
 *
 * @param catalog the faults of the first upstream, which the page cannot do without
 * @param prices the faults of the second one, which it cannot do without either
 * @param reviews the faults of the third one, which it can do without
 * @param timeout the deadline of the page, 2 seconds unless given
 */
record StorefrontRequest(@Nullable Faults catalog, @Nullable Faults prices, @Nullable Faults reviews,
		@DurationFormat(style = Style.SIMPLE) @Nullable Duration timeout) {

	StorefrontRequest {
		catalog = Objects.requireNonNullElse(catalog, Faults.NONE);
		prices = Objects.requireNonNullElse(prices, Faults.NONE);
		reviews = Objects.requireNonNullElse(reviews, Faults.NONE);
		timeout = Objects.requireNonNullElse(timeout, Duration.ofSeconds(2));
	}

}

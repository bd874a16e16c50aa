package io.futil.sample.storefront;

import org.jspecify.annotations.Nullable;

/**
 * How many there are of something.
 *
 * @param sku what the warehouse calls it
 * @param pieces how many, or {@code null} if nobody knows
 */
record Stock(String sku, @Nullable Integer pieces) {

	static Stock unknown(String sku) {
		return new Stock(sku, null);
	}

}

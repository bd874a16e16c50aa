package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The page.
 *
 * @param items what is for sale
 * @param branches how each upstream did
 */
record StorefrontPage(List<Item> items, List<Outcome> branches) {

	static StorefrontPage of(List<Product> catalog, Map<String, BigDecimal> prices, Map<String, Integer> reviews,
			List<Outcome> branches) {
		return new StorefrontPage(catalog.stream()
			.map((product) -> new Item(product.name(), prices.get(product.sku()), reviews.get(product.sku())))
			.toList(), branches);
	}

	/**
	 * A line of the page.
	 *
	 * @param name what people call it
	 * @param price what it costs
	 * @param stars what people think of it, or {@code null} if nobody said
	 */
	record Item(String name, @Nullable BigDecimal price, @Nullable Integer stars) {
	}

}

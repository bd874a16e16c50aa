package io.futil.sample.storefront;

import java.util.List;
import java.util.Map;

import io.futil.fanout.FanOutOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Puts the page together: asks three upstreams at once, waits for the two it needs, and
 * takes the third if it is there in time. The clients ask again where an upstream fails,
 * as long as the deadline of the page allows.
 */
@RestController
@RequestMapping("/storefront")
final class StorefrontController {

	private final FanOutOperations fanOut;

	private final CatalogClient catalog;

	private final PriceClient prices;

	private final ReviewClient reviews;

	StorefrontController(FanOutOperations fanOut, CatalogClient catalog, PriceClient prices, ReviewClient reviews) {
		this.fanOut = fanOut.on("io").named("storefront");
		this.catalog = catalog;
		this.prices = prices;
		this.reviews = reviews;
	}

	@GetMapping
	StorefrontPage page(@ModelAttribute StorefrontRequest request) {
		Inquiry forCatalog = Inquiry.with(request.catalog());
		Inquiry forPrices = Inquiry.with(request.prices());
		Inquiry forReviews = Inquiry.with(request.reviews());
		return request.call(this.fanOut).gather((gather) -> {
			var catalog = gather.require("catalog", () -> this.catalog.catalog(forCatalog));
			var prices = gather.require("prices", () -> this.prices.prices(forPrices));
			var reviews = gather.optional("reviews", () -> this.reviews.reviews(forReviews).get()).orElse(Map.of());
			return StorefrontPage.of(catalog.get(), prices.get(), reviews.get(),
					List.of(Outcome.of(catalog.result(), forCatalog), Outcome.of(prices.result(), forPrices),
							Outcome.of(reviews.result(), forReviews)));
		});
	}

}

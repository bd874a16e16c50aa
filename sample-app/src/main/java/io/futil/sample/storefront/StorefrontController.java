package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Puts the page together: asks all upstreams at once, waits for the two it needs, and
 * takes the third if it is there in time.
 */
@RestController
@RequestMapping("/storefront")
final class StorefrontController {

	private final FanOutOperations fanOut;

	private final UpstreamClient upstream;

	StorefrontController(FanOutOperations fanOut, UpstreamClient upstream) {
		this.fanOut = fanOut.on("io");
		this.upstream = upstream;
	}

	@GetMapping
	StorefrontPage page(@ModelAttribute StorefrontRequest request) {
		return this.fanOut.named("storefront").timeout(request.timeout()).gather((gather) -> {
			var catalog = gather.require("catalog", () -> this.upstream.catalog(request.catalog()));
			var prices = gather.require("prices", () -> this.upstream.prices(request.prices()));
			var reviews = gather.optional("reviews", () -> this.upstream.reviews(request.reviews())).orElse(Map.of());
			return StorefrontPage.of(catalog.get(), prices.get(), reviews.get(),
					List.of(Outcome.of(catalog.result()), Outcome.of(prices.result()), Outcome.of(reviews.result())));
		});
	}

	/**
	 * Asks one replica of an upstream, and another one when the first is slow or fails,
	 * and takes the first answer. Both may be asked in full, so this is for reading only.
	 * Where more than one call in ten is slow, the second replica is spared: that is the
	 * budget, of which ten calls may be saved up.
	 */
	@GetMapping("/prices")
	Winner<Map<String, BigDecimal>> prices(@ModelAttribute PriceRequest request) {
		return this.fanOut.named("prices")
			.timeout(request.timeout())
			.hedge(request.hedge())
			.firstSuccess(Tasks.of("primary", () -> this.upstream.prices(request.primary()))
				.and("replica", () -> this.upstream.prices(request.replica())));
	}

}

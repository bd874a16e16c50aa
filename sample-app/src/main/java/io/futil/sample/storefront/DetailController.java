package io.futil.sample.storefront;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands on what one upstream knows. There is no fan-out to be seen here: that is in the
 * clients.
 */
@RestController
@RequestMapping("/storefront")
final class DetailController {

	private final ReviewClient reviews;

	private final StockClient stock;

	DetailController(ReviewClient reviews, StockClient stock) {
		this.reviews = reviews;
		this.stock = stock;
	}

	/**
	 * Spring MVC takes the future as it is: no thread of the server waits, not even while
	 * the upstream is asked again.
	 */
	@GetMapping("/reviews")
	CompletableFuture<Map<String, Integer>> reviews(@ModelAttribute Faults faults) {
		return this.reviews.reviews(Inquiry.with(faults));
	}

	@GetMapping("/stock")
	List<Stock> stock(@RequestParam(defaultValue = "k-1,t-1,m-2") List<String> sku) {
		return this.stock.stock(sku.stream().filter(StringUtils::hasText).toList());
	}

}

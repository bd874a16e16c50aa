package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The upstreams, which flake and are as slow and as faulty as the request asks for:
 * {@code /upstream/prices?delay=200ms&fail=true}.
 */
@RestController
@RequestMapping("/upstream")
final class UpstreamController {

	private final Flakes flakes;

	UpstreamController(Flakes flakes) {
		this.flakes = flakes;
	}

	@GetMapping("/catalog")
	List<Product> catalog(@ModelAttribute Faults faults) throws InterruptedException {
		suffer("catalog", faults);
		return List.of(new Product("k-1", "Kettle"), new Product("t-1", "Teapot"), new Product("m-2", "Two mugs"));
	}

	@GetMapping("/prices")
	Map<String, BigDecimal> prices(@ModelAttribute Faults faults) throws InterruptedException {
		suffer("prices", faults);
		return Map.of("k-1", new BigDecimal("39.00"), "t-1", new BigDecimal("24.50"), "m-2", new BigDecimal("12.90"));
	}

	@GetMapping("/reviews")
	Map<String, Integer> reviews(@ModelAttribute Faults faults) throws InterruptedException {
		suffer("reviews", faults);
		return Map.of("k-1", 5, "t-1", 4);
	}

	/**
	 * How many there are of some things. A question about anything that begins with an x
	 * is too much for it.
	 */
	@GetMapping("/stock")
	List<Stock> stock(@RequestParam List<String> sku) throws InterruptedException {
		suffer("stock", new Faults(null, sku.stream().anyMatch((one) -> one.startsWith("x")), null));
		return sku.stream().map((one) -> new Stock(one, Math.floorMod(one.hashCode(), 20))).toList();
	}

	private void suffer(String upstream, Faults faults) throws InterruptedException {
		boolean flakes = this.flakes.next(upstream, faults);
		TimeUnit.MILLISECONDS.sleep(faults.millis());
		if (faults.fails()) {
			throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "It fails because it was asked to");
		}
		if (flakes) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "It fails now and then; ask again");
		}
	}

}

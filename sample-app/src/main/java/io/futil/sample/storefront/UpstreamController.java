package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The three upstreams, each as slow and as faulty as the request asks for:
 * {@code /upstream/prices?delay=200ms&fail=true}.
 */
@RestController
@RequestMapping("/upstream")
final class UpstreamController {

	@GetMapping("/catalog")
	List<Product> catalog(@ModelAttribute Faults faults) throws InterruptedException {
		suffer(faults);
		return List.of(new Product("k-1", "Kettle"), new Product("t-1", "Teapot"), new Product("m-2", "Two mugs"));
	}

	@GetMapping("/prices")
	Map<String, BigDecimal> prices(@ModelAttribute Faults faults) throws InterruptedException {
		suffer(faults);
		return Map.of("k-1", new BigDecimal("39.00"), "t-1", new BigDecimal("24.50"), "m-2", new BigDecimal("12.90"));
	}

	@GetMapping("/reviews")
	Map<String, Integer> reviews(@ModelAttribute Faults faults) throws InterruptedException {
		suffer(faults);
		return Map.of("k-1", 5, "t-1", 4);
	}

	private static void suffer(Faults faults) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(faults.millis());
		if (faults.fails()) {
			throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "It fails because it was asked to");
		}
	}

}

package io.futil.sample.storefront;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Asks one replica of an upstream, and another one when the first is slow or fails, and
 * takes the first answer. Both may be asked in full, so this is for reading only. Where
 * more than one call in ten is slow, the second replica is spared: that is the budget, of
 * which ten calls may be saved up.
 * <p>
 * No replica is asked twice: the other one is the second attempt.
 */
@RestController
final class PriceController {

	private final FanOutOperations fanOut;

	private final UpstreamClient upstream;

	PriceController(FanOutOperations fanOut, UpstreamClient upstream) {
		this.fanOut = fanOut.on("io").named("prices");
		this.upstream = upstream;
	}

	@GetMapping("/storefront/prices")
	PriceRace prices(@ModelAttribute PriceRequest request) {
		Inquiry primary = Inquiry.with(request.primary());
		Inquiry replica = Inquiry.with(request.replica());
		Winner<Map<String, BigDecimal>> winner = request.call(this.fanOut)
			.firstSuccess(Tasks.of("primary", () -> this.upstream.prices(primary))
				.and("replica", () -> this.upstream.prices(replica)));
		return new PriceRace(winner.name(), winner.value(),
				Stream.of("primary", "replica")
					.filter((name) -> (name.equals("primary") ? primary : replica).wasMade())
					.toList());
	}

}

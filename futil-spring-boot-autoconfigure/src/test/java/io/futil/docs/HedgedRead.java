package io.futil.docs;

import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;

import static java.time.Duration.ofMillis;

/**
 * Recipe: a second replica is asked when the first is slower than it usually is.
 */
final class HedgedRead {

	private final FanOutOperations fanOut;

	HedgedRead(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	Winner<Rate> rate(RateSource primary, RateSource replica) {
		return this.fanOut.named("rate")
			.timeout(ofMillis(500))
			.hedgeAtQuantile(0.95)
			.firstSuccess(Tasks.of("primary", primary::rate).and("replica", replica::rate));
	}

}

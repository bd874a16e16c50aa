package io.futil.docs;

import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;

import static java.time.Duration.ofMillis;

/**
 * How one asks a second source when the first is slow.
 */
final class Hedged {

	private Hedged() {
	}

	static Winner<Rate> rate(FanOutOperations fanOut, RateSource a, RateSource b) {
		Winner<Rate> rate = fanOut.named("rate")
			.hedge(ofMillis(20))
			.firstSuccess(Tasks.of("primary", a::rate).and("replica", b::rate));

		return rate;
	}

}

package io.futil.docs;

import java.util.List;
import java.util.Map;

import io.futil.docs.Domain.AdServer;
import io.futil.docs.Domain.Page;
import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Users;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;

import static java.time.Duration.ofMillis;

/**
 * The verbs for tasks that have names.
 */
final class NamedTaskVerbs {

	private final FanOutOperations fanOut;

	private final RateSource a = new RateSource("a");

	private final RateSource b = new RateSource("b");

	NamedTaskVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	Map<String, Rate> scatterGather() {
		FanOutOperations fanOut = this.fanOut;
		RateSource a = this.a;
		RateSource b = this.b;

		Map<String, Rate> rates = fanOut.scatterGather(Tasks.of("bank", a::rate).and("market", b::rate));

		return rates;
	}

	Map<String, TaskResult<String, Rate>> scatterGatherResults() {
		FanOutOperations fanOut = this.fanOut;
		RateSource a = this.a;
		RateSource b = this.b;

		Map<String, TaskResult<String, Rate>> rates = fanOut
			.scatterGatherResults(Tasks.of("bank", a::rate).and("market", b::rate));

		return rates;
	}

	Page gather(int id, AdServer adServer) {
		FanOutOperations fanOut = this.fanOut;
		Users users = new Users();

		Page page = fanOut.timeout(ofMillis(300)).gather((g) -> {
			var user = g.require("user", () -> users.find(id));
			var ads = g.optional("ads", adServer::top).orElse(List.of());
			return new Page(user.get(), ads.get());
		});

		return page;
	}

	Winner<Rate> firstSuccess() {
		FanOutOperations fanOut = this.fanOut;
		RateSource a = this.a;
		RateSource b = this.b;

		Winner<Rate> rate = fanOut.firstSuccess(Tasks.of("primary", a::rate).and("replica", b::rate));

		return rate;
	}

}

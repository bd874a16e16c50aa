package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.AdServer;
import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Page;
import io.futil.docs.Domain.Rate;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Replica;
import io.futil.docs.Domain.Row;
import io.futil.docs.Domain.Thumbnails;
import io.futil.docs.Domain.Users;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;

import static java.time.Duration.ofMillis;

/**
 * The second example of the README.
 *
 * @param thumbnails what map returned
 * @param page what gather returned
 * @param rate what firstSuccess returned
 * @param quorum the first two successes of asCompleted
 */
record Verbs(List<Image> thumbnails, Page page, Winner<Rate> rate, List<TaskResult<Replica, Row>> quorum) {

	static Verbs of(FanOutOperations fanOut, List<Image> images, int id, List<Replica> replicas) {
		Users users = new Users();
		AdServer adServer = new AdServer();
		RateSource a = new RateSource("a");
		RateSource b = new RateSource("b");

		List<Image> thumbnails = fanOut.on("cpu").map(images, Thumbnails::scale);

		Page page = fanOut.timeout(ofMillis(300)).gather((g) -> {
			var user = g.require("user", () -> users.find(id));
			var ads = g.optional("ads", adServer::top).orElse(List.of());
			return new Page(user.get(), ads.get());
		});

		Winner<Rate> rate = fanOut.firstSuccess(Tasks.of("primary", a::rate).and("replica", b::rate));

		List<TaskResult<Replica, Row>> quorum;
		try (var reads = fanOut.asCompleted(replicas, Replica::read)) {
			quorum = reads.filter(TaskResult::ok).limit(2).toList();
		}

		return new Verbs(thumbnails, page, rate, quorum);
	}

}

package io.futil.docs;

import java.util.List;
import java.util.stream.Collectors;

import io.futil.cluster.ClusterMembers;
import io.futil.cluster.ClusterTask;
import io.futil.cluster.ClusterTasks;
import io.futil.docs.Domain.Mailer;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Price;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;

import static java.time.Duration.ofSeconds;

/**
 * How tasks run on the members of a cluster.
 */
final class Pricing {

	static final ClusterTask<Order, Price> PRICE = ClusterTasks.bean(PriceService.class, PriceService::price);

	private Pricing() {
	}

	static List<Price> prices(FanOutOperations fanOut, List<Order> orders) {
		List<Price> prices = fanOut.on("reports")
			.map(orders, ClusterTasks.bean(PriceService.class, PriceService::price));

		return prices;
	}

	static List<Price> idempotent(FanOutOperations fanOut, List<Order> orders) {
		List<Price> prices = fanOut.on("reports").timeout(ofSeconds(30)).map(orders, PRICE.idempotent());

		return prices;
	}

	static FanOutFuture<Price> one(FanOutOperations fanOut, Order order, List<Order> orders) {
		FanOutFuture<Price> price = fanOut.on("reports").submit(PRICE.with(order));

		fanOut.on("reports").forEach(orders, ClusterTasks.action(Mailer.class, Mailer::confirm));

		return price;
	}

	static String busy(ClusterMembers members) {
		String busy = members.all()
			.stream()
			.map((member) -> member.name() + " " + member.state() + ": " + member.running() + " of "
					+ member.capacity())
			.collect(Collectors.joining("\n"));

		return busy;
	}

}

package io.futil.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Parcel;
import io.futil.docs.Domain.Replica;
import io.futil.docs.Domain.Row;
import io.futil.docs.Domain.Warehouse;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;

/**
 * The verbs that return a stream.
 */
final class StreamVerbs {

	private final FanOutOperations fanOut;

	StreamVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	List<Parcel> stream(Iterable<Order> orders) {
		Warehouse warehouse = new Warehouse();
		List<Parcel> lorry = new ArrayList<>();
		FanOutOperations fanOut = this.fanOut;

		try (Stream<Parcel> parcels = fanOut.stream(orders, warehouse::pack)) {
			parcels.limit(3).forEach(lorry::add);
		}

		return lorry;
	}

	List<TaskResult<Replica, Row>> asCompleted(List<Replica> replicas) {
		FanOutOperations fanOut = this.fanOut;

		List<TaskResult<Replica, Row>> quorum;
		try (var reads = fanOut.asCompleted(replicas, Replica::read)) {
			quorum = reads.filter(TaskResult::ok).limit(2).toList();
		}

		return quorum;
	}

}

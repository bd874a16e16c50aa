package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Display;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Parcel;
import io.futil.docs.Domain.Warehouse;
import io.futil.fanout.FanOutOperations;

/**
 * How one follows a long call.
 */
final class Shipping {

	private Shipping() {
	}

	static List<Parcel> pack(FanOutOperations fanOut, List<Order> orders, Display display) {
		Warehouse warehouse = new Warehouse();

		List<Parcel> parcels = fanOut.onProgress((progress) -> display.show(progress.fraction(), progress.eta()))
			.map(orders, warehouse::pack);

		return parcels;
	}

}

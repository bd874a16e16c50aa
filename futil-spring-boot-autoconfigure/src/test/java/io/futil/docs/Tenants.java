package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Parcel;
import io.futil.docs.Domain.Warehouse;
import io.futil.fanout.FanOutOperations;
import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;

/**
 * What tasks have of their caller.
 */
final class Tenants {

	static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private Tenants() {
	}

	static void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
	}

	static List<Parcel> pack(FanOutOperations fanOut, List<Order> orders) {
		Warehouse warehouse = new Warehouse();

		// Each line that a task logs has the number of the shipment.
		MDC.put("shipment", "4711");
		List<Parcel> parcels = fanOut.map(orders, warehouse::pack);

		return parcels;
	}

}

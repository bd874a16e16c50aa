package io.futil.docs;

import java.util.Map;

import io.futil.cluster.ClusterContextPropagator;
import io.futil.fanout.spi.Scope;
import org.slf4j.MDC;

import org.springframework.stereotype.Component;

/**
 * Takes one entry of the logging context to other members.
 */
@Component
class ShipmentPropagator implements ClusterContextPropagator {

	@Override
	public Map<String, String> capture() {
		String shipment = MDC.get("shipment");
		return (shipment != null) ? Map.of("shipment", shipment) : Map.of();
	}

	@Override
	public Scope restore(Map<String, String> captured) {
		MDC.put("shipment", captured.getOrDefault("shipment", "none"));
		return () -> MDC.remove("shipment");
	}

}

package io.futil.docs;

import java.io.IOException;
import java.math.BigDecimal;

import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Price;

import org.springframework.stereotype.Service;

/**
 * A bean that each member of a cluster has.
 */
@Service
class PriceService {

	Price price(Order order) throws IOException {
		if (order.number() < 0) {
			throw new IOException("no such order");
		}
		return new Price(order, BigDecimal.TEN);
	}

}

package io.futil.docs;

import java.math.BigDecimal;
import java.util.List;

import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Price;
import io.futil.retry.ParallelRetryable;

import org.springframework.stereotype.Service;

/**
 * An annotated method whose attempts run on the members of a cluster.
 */
@Service
class DailyPrices {

	@ParallelRetryable(executor = "reports", batchSize = 100)
	List<Price> prices(List<Order> orders) {
		return orders.stream().map((order) -> new Price(order, BigDecimal.ONE)).toList();
	}

}

package io.futil.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a template that hedge, by name. The first hundred names have each
 * their own budget and know their own latencies; all others share one budget, and as
 * latencies of different operations mixed up tell nothing, none are kept for them.
 */
final class HedgedOperations {

	static final int MOST = 100;

	private static final Log logger = LogFactory.getLog(HedgedOperations.class);

	private final double budget;

	private final Map<String, HedgedOperation> operations = new ConcurrentHashMap<>();

	private final ReentrantLock adding = new ReentrantLock();

	/** Made, under the lock, when the first name comes that is too many. */
	private volatile @Nullable HedgedOperation others;

	HedgedOperations(double budget) {
		this.budget = budget;
	}

	HedgedOperation of(String name) {
		HedgedOperation known = this.operations.get(name);
		if (known == null && this.operations.size() >= MOST) {
			known = this.others;
		}
		return (known != null) ? known : add(name);
	}

	private HedgedOperation add(String name) {
		this.adding.lock();
		try {
			if (this.operations.size() < MOST) {
				return this.operations.computeIfAbsent(name,
						(any) -> new HedgedOperation(new HedgeBudget(this.budget), new Latencies()));
			}
			HedgedOperation known = this.operations.getOrDefault(name, this.others);
			if (known == null) {
				logger.warn("More than " + MOST + " operations hedge. Those that came later, such as '" + name
						+ "', share one budget and hedge at no quantile; name operations from a small fixed set");
				known = new HedgedOperation(new HedgeBudget(this.budget), null);
				this.others = known;
			}
			return known;
		}
		finally {
			this.adding.unlock();
		}
	}

}

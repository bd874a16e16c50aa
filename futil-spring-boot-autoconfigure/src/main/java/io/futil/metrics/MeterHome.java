package io.futil.metrics;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * Where meters are registered, and removed from in the end: the registry may live longer
 * than what they measure. What is registered after that goes nowhere.
 */
final class MeterHome {

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Meter> meters = new HashSet<>();

	private MeterRegistry registry;

	MeterHome(MeterRegistry registry) {
		this.registry = registry;
	}

	/** Register a meter, or get the one that is there. */
	<M extends Meter> M register(Function<MeterRegistry, M> registration) {
		this.lock.lock();
		try {
			M meter = registration.apply(this.registry);
			this.meters.add(meter);
			return meter;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether somebody wants to know how the times that a timer is told are spread. */
	boolean isDistributionAskedFor(Meter timer) {
		this.lock.lock();
		try {
			return Distributions.areAskedFor(this.registry, timer.getId());
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Remove those of these names, too, although somebody else has registered them. */
	void evict(Set<String> names) {
		this.lock.lock();
		try {
			this.registry.getMeters()
				.stream()
				.filter((meter) -> names.contains(meter.getId().getName()))
				.forEach(this.registry::remove);
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.meters.forEach(this.registry::remove);
			this.meters.clear();
			this.registry = new CompositeMeterRegistry();
		}
		finally {
			this.lock.unlock();
		}
	}

}

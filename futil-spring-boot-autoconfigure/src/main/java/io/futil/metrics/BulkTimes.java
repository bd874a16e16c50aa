package io.futil.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Tags;

/**
 * How many attempts there were and how long they took, of those that are timed together.
 */
final class BulkTimes {

	private final LongAdder count = new LongAdder();

	private final LongAdder nanos = new LongAdder();

	private final AtomicBoolean shown = new AtomicBoolean();

	void add(int count, long nanos) {
		this.count.add(count);
		this.nanos.add(nanos);
	}

	/** Have it shown from now on. */
	void show(MeterHome home, Tags tags, String description) {
		if (!this.shown.get() && this.shown.compareAndSet(false, true)) {
			home.register((registry) -> FunctionTimer
				.builder(MeterNames.TASK, this, (times) -> times.count.sum(), (times) -> times.nanos.sum(),
						TimeUnit.NANOSECONDS)
				.tags(tags)
				.description(description)
				.register(registry));
		}
	}

}

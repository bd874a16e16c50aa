package io.futil.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.futil.fanout.spi.AttemptOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of the tasks of one operation on one executor. They are looked up once a
 * call.
 */
final class TaskMeters {

	private final MeterHome home;

	private final Tags tags;

	private final Timer wait;

	private final Counter retries;

	private final AtomicReferenceArray<TaskTimes> times = new AtomicReferenceArray<>(AttemptOutcome.values().length);

	TaskMeters(MeterHome home, String operation, String executor) {
		this.home = home;
		this.tags = Tags.of(MeterNames.OPERATION, operation, MeterNames.EXECUTOR, executor);
		this.wait = home.register((registry) -> Timer.builder(MeterNames.WAIT)
			.tags(this.tags)
			.description("From handing a worker to the executor until it starts")
			.register(registry));
		this.retries = home.register((registry) -> Counter.builder(MeterNames.RETRIES)
			.tags(this.tags)
			.description("Attempts that failed and are followed by another one")
			.register(registry));
	}

	void queueWaited(long nanos) {
		this.wait.record(nanos, TimeUnit.NANOSECONDS);
	}

	void retried() {
		this.retries.increment();
	}

	TaskTimes times(AttemptOutcome outcome) {
		TaskTimes known = this.times.getAcquire(outcome.ordinal());
		if (known != null) {
			return known;
		}
		TaskTimes made = new TaskTimes(this.home, this.tags.and(MeterNames.OUTCOME, MeterNames.of(outcome)));
		// All must add up in the same one.
		this.times.compareAndSet(outcome.ordinal(), null, made);
		return this.times.get(outcome.ordinal());
	}

}

package io.futil.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The run times of attempts of one operation that ended alike. What is timed by itself is
 * recorded in a timer. So are tiny tasks that are timed together, each with their mean,
 * unless there are so many of them that recording would take longer than they do: those
 * are added up beside it. Which are which is in the tag {@code timing}, and the sum over
 * both is exact. Whoever asks for percentiles or a histogram has all of them recorded:
 * they would not be right otherwise, and Prometheus cannot have a timer with and one
 * without buckets under one name.
 */
final class TaskTimes {

	private static final String DESCRIPTION = "How long attempts of tasks run";

	/** Recording one takes about thirty nanoseconds. */
	private static final int RECORDED_ANYWAY = 256;

	private static final long WORTH_RECORDING_NANOS = 1000;

	private final MeterHome home;

	private final Tags tags;

	private final Timer timer;

	private final BulkTimes bulk = new BulkTimes();

	private volatile @Nullable Boolean distributed;

	TaskTimes(MeterHome home, Tags tags) {
		this.home = home;
		this.tags = tags;
		this.timer = home.register((registry) -> Timer.builder(MeterNames.TASK)
			.tags(tags.and(MeterNames.TIMING, "attempt"))
			.description(DESCRIPTION)
			.register(registry));
	}

	void one(long nanos) {
		this.timer.record(nanos, TimeUnit.NANOSECONDS);
	}

	void many(int count, long nanos) {
		if (count > RECORDED_ANYWAY && nanos / count < WORTH_RECORDING_NANOS && !isDistributed()) {
			this.bulk.add(count, nanos);
			this.bulk.show(this.home, this.tags.and(MeterNames.TIMING, "bulk"), DESCRIPTION);
			return;
		}
		long mean = nanos / count;
		one(nanos - mean * (count - 1));
		for (int i = 1; i < count; i++) {
			one(mean);
		}
	}

	private boolean isDistributed() {
		Boolean known = this.distributed;
		if (known == null) {
			known = this.home.isDistributionAskedFor(this.timer);
			this.distributed = known;
		}
		return known;
	}

}

package io.futil.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.futil.fanout.spi.RateLimit;

/**
 * A clock that stands still until the test winds it, and a limit by that clock.
 */
final class WoundClock implements LongSupplier {

	private final AtomicLong now = new AtomicLong();

	private final RateLimit limit;

	WoundClock(int permits, Duration period) {
		this.limit = new RateLimit(permits, period, this);
	}

	RateLimit limit() {
		return this.limit;
	}

	@Override
	public long getAsLong() {
		return this.now.get();
	}

	/** Let time pass; whoever stands in line sees it at once. */
	void wind(Duration time) {
		this.now.addAndGet(time.toNanos());
		this.limit.proceed();
	}

}

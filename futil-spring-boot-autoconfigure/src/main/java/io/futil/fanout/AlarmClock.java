package io.futil.fanout;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * What tells the time and rings: the machine's clock, or in tests one that is turned by
 * hand.
 */
interface AlarmClock {

	/** Nanoseconds on a monotonic clock. */
	long now();

	/** Run a step later. */
	Future<?> after(long nanos, Runnable step);

	/** The machine's clock, whose one thread ends when it has nothing to do. */
	static AlarmClock ofTheMachine(ThreadFactory threads, long keepAliveSeconds) {
		ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, threads);
		clock.setKeepAliveTime(keepAliveSeconds, TimeUnit.SECONDS);
		clock.allowCoreThreadTimeOut(true);
		clock.setRemoveOnCancelPolicy(true);
		return new AlarmClock() {

			@Override
			public long now() {
				return System.nanoTime();
			}

			@Override
			public Future<?> after(long nanos, Runnable step) {
				return clock.schedule(step, nanos, TimeUnit.NANOSECONDS);
			}

		};
	}

}

package io.futil.contract;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for a state instead of for a time.
 */
final class Await {

	private static final long YIELDING_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private Await() {
	}

	/** Wait until a condition holds, or fail with a dump of all threads. */
	static void until(String what, BooleanSupplier condition) {
		until(() -> what, condition);
	}

	/** The same, told as it is when it was in vain. */
	static void until(Supplier<String> what, BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > Caller.LIMIT.toNanos()) {
				throw new AssertionError("Waited in vain until " + what.get() + "\n" + Threads.dump());
			}
			pause(System.nanoTime() - start);
		}
	}

	/** What is waited for needs a processor, too, more so the longer it takes. */
	private static void pause(long waited) {
		if (waited < YIELDING_NANOS) {
			Thread.yield();
		}
		else {
			LockSupport.parkNanos(Math.min(waited / 16, LONGEST_PAUSE_NANOS));
		}
	}

	/** Wait until a thread waits for something. */
	static void untilWaiting(Thread thread) {
		until(thread + " waits",
				() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
	}

}

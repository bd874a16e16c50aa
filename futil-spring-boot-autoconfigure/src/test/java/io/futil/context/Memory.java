package io.futil.context;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what nobody holds to go.
 */
final class Memory {

	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private Memory() {
	}

	static void awaitCollected(WeakReference<?> reference) {
		long start = System.nanoTime();
		while (reference.get() != null) {
			if (System.nanoTime() - start > LIMIT_NANOS) {
				throw new AssertionError("Somebody holds " + reference.get());
			}
			System.gc();
		}
	}

}

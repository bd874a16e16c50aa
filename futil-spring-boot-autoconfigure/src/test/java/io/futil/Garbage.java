package io.futil;

import java.lang.ref.WeakReference;
import java.util.Collection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Has garbage collected.
 */
public final class Garbage {

	private Garbage() {
	}

	/** Collect until none is there any more. */
	public static void awaitCleared(Collection<? extends WeakReference<?>> references) {
		long start = System.nanoTime();
		while (references.stream().anyMatch((reference) -> reference.get() != null)) {
			assertThat(System.nanoTime() - start).as("nanoseconds of collecting in vain").isLessThan(30_000_000_000L);
			System.gc();
		}
	}

}

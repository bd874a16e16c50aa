package io.futil.fanout;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;

/**
 * Turns what a task threw into what the caller sees, and collects what came after.
 */
final class Failures {

	private static final int MAX_SUPPRESSED = 8;

	/** Causes may go round in a circle. */
	private static final int MAX_DEPTH = 16;

	private Failures() {
	}

	/**
	 * What to throw for a task's failure: errors are thrown here, unchecked exceptions
	 * come back as the same instance, checked ones wrapped.
	 */
	static RuntimeException unchecked(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof RuntimeException unchecked) {
			return unchecked;
		}
		return new FanOutException("A task failed with a checked " + failure.getClass().getName(), failure);
	}

	/**
	 * Whether a failure is what an interrupt looks like from inside a task: one of the
	 * exceptions that stand for it, perhaps wrapped.
	 */
	static boolean isInterrupt(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (cause instanceof InterruptedException || cause instanceof InterruptedIOException
					|| cause instanceof ClosedByInterruptException || cause instanceof CancellationException
					|| cause instanceof FanOutInterruptedException) {
				return true;
			}
			cause = causeOf(cause);
		}
		return false;
	}

	/**
	 * Whether it is not the task that went wrong but somebody who wants it to stop: an
	 * interrupt or a cancellation, perhaps wrapped.
	 */
	static boolean isCalledOff(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException
					|| cause instanceof CancellationException || cause instanceof FanOutInterruptedException) {
				return true;
			}
			cause = causeOf(cause);
		}
		return false;
	}

	/**
	 * Add a later failure to the one that is thrown. Tasks may throw one shared instance,
	 * which {@code addSuppressed} would refuse, and an instance that is thrown again and
	 * again must not grow without bound.
	 */
	static void suppress(Throwable first, Throwable later) {
		Throwable cause = causeOf(first);
		boolean same = first == later || cause == later || (cause != null && cause == causeOf(later));
		Throwable[] suppressed = first.getSuppressed();
		if (!same && suppressed.length < MAX_SUPPRESSED
				&& Arrays.stream(suppressed).noneMatch((one) -> isSame(one, later))) {
			first.addSuppressed(later);
		}
	}

	/** A failure of the user's may throw when it is asked: then it has none. */
	static @Nullable Throwable causeOf(Throwable failure) {
		try {
			return failure.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * A checked one comes bare from its task, and wrapped from who asked for its value.
	 */
	private static boolean isSame(Throwable one, Throwable other) {
		return one == other || (one.getClass() == FanOutException.class && one.getCause() == other)
				|| (other.getClass() == FanOutException.class && other.getCause() == one);
	}

}

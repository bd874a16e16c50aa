package io.futil.fanout;

/**
 * Turns what a task threw into what the caller sees, and collects what came after.
 */
final class Failures {

	private static final int MAX_SUPPRESSED = 8;

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
	 * Add a later failure to the one that is thrown. Tasks may throw one shared instance,
	 * which {@code addSuppressed} would refuse, and an instance that is thrown again and
	 * again must not grow without bound.
	 */
	static void suppress(Throwable first, Throwable later) {
		if (first != later && first.getCause() != later && first.getSuppressed().length < MAX_SUPPRESSED) {
			first.addSuppressed(later);
		}
	}

}

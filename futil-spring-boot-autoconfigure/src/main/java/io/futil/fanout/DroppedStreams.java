package io.futil.fanout;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/**
 * Tells those who listen of the end of a call whose stream nobody closes, once it is
 * found to be garbage. Loaded, and with a thread, only where somebody listens.
 */
final class DroppedStreams {

	private static final Cleaner CLEANER = Cleaner.create();

	private DroppedStreams() {
	}

	/** The report must not know the stream, or that would never be garbage. */
	static Cleanable watch(Object stream, Report report) {
		return CLEANER.register(stream, () -> report.ended(Stop.CANCELLED, null));
	}

}
